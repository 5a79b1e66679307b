package dev.groundcrew.watch;

import dev.groundcrew.access.Role;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Page;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** What is wrong on this node. */
@Path("api/problems")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class ProblemsResource {
  @Inject Problems problems;
  @Context UriInfo uri;

  /** The open problems by id, all on one page: there are few. */
  @GET
  public Page<OpenProblem> list() {
    new Query(uri).check();
    return new Page<>(problems.open(), null);
  }
}
