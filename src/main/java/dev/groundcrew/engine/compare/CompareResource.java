package dev.groundcrew.engine.compare;

import dev.groundcrew.access.Role;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Task;
import dev.groundcrew.run.RunId;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;

/** Where a comparison is asked for. */
@Path("api/tasks/{name}/compare")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.OPERATOR)
public class CompareResource {
  @Inject Engine engine;
  @Inject Comparisons comparisons;
  @Context UriInfo uri;

  /** Begins to compare a task's modes on this node, and says where to see how it goes. */
  @POST
  public Response compare(
      @PathParam("name") String name, @Context SecurityContext caller, InputStream body) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    Wish wish = Wish.read(body, task);
    refuseUnlessItMay(task);
    Comparison begun = comparisons.start(task, wish, caller.getUserPrincipal().getName());
    URI location =
        uri.getBaseUriBuilder().path("api/comparisons").path(RunId.text(begun.id())).build();
    return Response.accepted(ComparisonView.of(begun)).location(location).build();
  }

  private static void refuseUnlessItMay(Task task) {
    if (!task.definition().repeatable()) {
      throw ProblemException.conflict(
          "Task "
              + task.name()
              + " is not declared repeatable: set that where its code may run any number of times,"
              + " several at once, without harm");
    }
    task.declared()
        .problem()
        .ifPresent(
            why -> {
              throw ProblemException.conflict("Task " + task.name() + " cannot run: " + why);
            });
  }
}
