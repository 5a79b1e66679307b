package dev.groundcrew.watch;

import dev.groundcrew.access.Role;
import dev.groundcrew.builtin.ThresholdCrossed;
import dev.groundcrew.web.Page;
import dev.groundcrew.web.Query;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;

/** What is wrong on this node. */
@Path("problems")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
public class ProblemsResource {
  @Inject Problems problems;
  @Context UriInfo uri;

  /**
   * A value beyond its limit.
   *
   * @param task whose monitoring found it
   * @param metric the parameter that sets the limit
   * @param value what was seen when it was raised, in percent
   * @param limit what it may be, in percent
   * @param since when it was raised
   */
  public record Open(String task, String metric, double value, double limit, Instant since) {}

  /** The open problems. */
  @GET
  public Page<Open> list() {
    new Query(uri).check();
    return new Page<>(problems.open().stream().map(ProblemsResource::view).toList(), null);
  }

  private static Open view(ThresholdCrossed problem) {
    return new Open(
        problem.task(), problem.metric(), problem.value(), problem.limit(), problem.at());
  }
}
