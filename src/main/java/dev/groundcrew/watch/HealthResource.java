package dev.groundcrew.watch;

import dev.groundcrew.engine.Engine;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;

/** Whether this node lives, is ready, has started (rule 1 of the package). */
@Path("api/health")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(MayCall.ANYBODY)
public class HealthResource {
  private static final int UNAVAILABLE = 503;

  @Inject Engine engine;
  @Inject Checks checks;

  /**
   * An answer for probes that have not signed in.
   *
   * @param status UP or DOWN
   */
  public record Status(String status) {}

  /**
   * One question, answered.
   *
   * @param name live, ready or started
   * @param status UP or DOWN
   * @param data figures
   */
  @JsonbPropertyOrder({"name", "status", "data"})
  public record Answer(String name, String status, Map<String, Object> data) {}

  /**
   * The whole answer.
   *
   * @param status UP or DOWN
   * @param reason why it is DOWN; null if it is UP
   * @param checks the questions behind it
   */
  @JsonbPropertyOrder({"status", "reason", "checks"})
  public record Health(String status, String reason, List<Answer> checks) {}

  /** Whether this node is ready, why not, and all three answers. */
  @GET
  @MayCall("viewer")
  public Response all() {
    String reason = engine.unready().orElse(null);
    List<Answer> answers =
        List.of(
            answer("live", checks.live()),
            answer("ready", checks.ready()),
            answer("started", checks.started()));
    return response(reason == null, new Health(word(reason == null), reason, answers));
  }

  /** DOWN only if this node cannot recover by itself. */
  @GET
  @Path("live")
  public Response live(@Context SecurityContext caller) {
    return response("live", checks.live(), caller);
  }

  /** DOWN while requests should go elsewhere. */
  @GET
  @Path("ready")
  public Response ready(@Context SecurityContext caller) {
    return response("ready", checks.ready(), caller);
  }

  /** DOWN until the start is complete. */
  @GET
  @Path("started")
  public Response started(@Context SecurityContext caller) {
    return response("started", checks.started(), caller);
  }

  private static Response response(String name, Checks.Check check, SecurityContext caller) {
    return response(
        check.up(),
        caller.getUserPrincipal() == null ? new Status(word(check.up())) : answer(name, check));
  }

  private static Response response(boolean up, Object entity) {
    return Response.status(up ? Response.Status.OK.getStatusCode() : UNAVAILABLE)
        .entity(entity)
        .build();
  }

  private static Answer answer(String name, Checks.Check check) {
    return new Answer(name, word(check.up()), check.data());
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
