package dev.groundcrew.watch;

import dev.groundcrew.engine.Engine;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether this node lives, is ready, has started. */
@Path("health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
  private static final int UNAVAILABLE = 503;

  @Inject Engine engine;

  /**
   * An answer for probes.
   *
   * @param status UP or DOWN
   */
  public record Status(String status) {}

  /**
   * The whole answer.
   *
   * @param status UP or DOWN
   * @param reason why it is DOWN; null if it is UP
   */
  public record Health(String status, String reason) {}

  /** Whether this node is ready, and why not. */
  @GET
  @RolesAllowed("viewer")
  public Response all() {
    return engine
        .unready()
        .map(reason -> Response.status(UNAVAILABLE).entity(new Health("DOWN", reason)).build())
        .orElseGet(() -> Response.ok(new Health("UP", null)).build());
  }

  /** DOWN only if this node cannot recover by itself. */
  @GET
  @Path("live")
  public Response live() {
    return answer(engine.live());
  }

  /** DOWN while requests should go elsewhere. */
  @GET
  @Path("ready")
  public Response ready() {
    return answer(engine.unready().isEmpty());
  }

  /** DOWN until the start is complete. */
  @GET
  @Path("started")
  public Response started() {
    return answer(engine.started());
  }

  private static Response answer(boolean up) {
    return up
        ? Response.ok(new Status("UP")).build()
        : Response.status(UNAVAILABLE).entity(new Status("DOWN")).build();
  }
}
