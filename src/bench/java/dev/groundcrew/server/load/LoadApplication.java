package dev.groundcrew.server.load;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The resources of the benchmark. */
@ApplicationPath("load")
public class LoadApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(SmallResource.class, PeersResource.class);
  }
}
