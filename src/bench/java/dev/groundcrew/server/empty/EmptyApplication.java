package dev.groundcrew.server.empty;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** An application with one resource. */
@ApplicationPath("load")
public class EmptyApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Small.class);
  }

  /** The resource. */
  @Path("small")
  public static class Small {
    /** A word. */
    @GET
    public String word() {
      return "ready";
    }
  }
}
