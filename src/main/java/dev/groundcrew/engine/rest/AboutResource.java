package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Role;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What answers: for bug reports, and for people who wonder what they look at. */
@Path("api/about")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class AboutResource {
  private static final String MANIFEST = "/META-INF/MANIFEST.MF";

  @Inject Engine engine;
  @Inject Database database;
  @Context UriInfo uri;
  @Context ServletContext servlets;

  /**
   * What answers.
   *
   * @param version of Groundcrew; null where the archive does not say
   * @param node its name
   * @param zone of schedules that name none
   * @param server the application server
   * @param java the JVM
   * @param system operating system and processors
   * @param database its product; null while it is away
   * @param startedAt when the JVM started
   */
  public record AboutView(
      String version,
      String node,
      String zone,
      String server,
      String java,
      String system,
      String database,
      Instant startedAt) {}

  /** What answers. */
  @GET
  public AboutView about() {
    new Query(uri).check();
    return new AboutView(
        version().orElse(null),
        engine.node(),
        engine.zone(),
        servlets.getServerInfo(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        "%s %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()),
        product(),
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
  }

  /** Of our JAR in somebody's application, else of our WAR. */
  private Optional<String> version() {
    return Optional.ofNullable(AboutResource.class.getPackage().getImplementationVersion())
        .or(this::ofArchive);
  }

  private Optional<String> ofArchive() {
    try (InputStream file = servlets.getResourceAsStream(MANIFEST)) {
      return Optional.ofNullable(file == null ? null : new Manifest(file))
          .map(Manifest::getMainAttributes)
          .map(all -> all.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String product() {
    try {
      return database.product();
    } catch (DatabaseException e) {
      return null;
    }
  }
}
