package dev.groundcrew.engine.compare;

import dev.groundcrew.access.Role;
import dev.groundcrew.access.TaskGrant;
import dev.groundcrew.run.RunId;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Page;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Comparisons, whichever node they run on. */
@Path("api/comparisons")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class ComparisonsResource {
  @Inject Comparisons comparisons;
  @Context UriInfo uri;
  @Context HttpServletRequest request;

  /** The newest first: twenty of each task are kept. */
  @GET
  public Page<ComparisonView> list() {
    var query = new Query(uri, "task", "limit", "after");
    int limit = query.limit();
    Optional<String> task = query.text("task");
    OptionalLong after =
        query.text("after").map(RunId::parse).orElse(OptionalLong.of(Long.MAX_VALUE));
    if (after.isEmpty()) {
      query.fault("after", "must be the last page's next");
    }
    query.check();
    List<Comparison> rows = comparisons.list(task, after.getAsLong(), limit + 1);
    return Page.of(rows, limit, row -> RunId.text(row.id())).map(ComparisonView::of);
  }

  /** One comparison, with what has been seen so far. */
  @GET
  @Path("{id}")
  public ComparisonView one(@PathParam("id") String id) {
    new Query(uri).check();
    return ComparisonView.of(require(id));
  }

  /** Ends one before it is done; a limited operator, of those tasks that are granted. */
  @POST
  @Path("{id}/cancel")
  @MayCall(value = Role.OPERATOR, narrows = true)
  public Response cancel(
      @PathParam("id") String id, @Context SecurityContext caller, InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    Comparison found = require(id);
    TaskGrant.of(request).require(List.of(found.task()));
    if (!comparisons.cancel(found.id(), caller.getUserPrincipal().getName())) {
      throw ProblemException.conflict("Comparison " + id + " is already " + require(id).state());
    }
    return Response.accepted(ComparisonView.of(found)).build();
  }

  private Comparison require(String id) {
    OptionalLong number = RunId.parse(id);
    Optional<Comparison> found =
        number.isEmpty() ? Optional.empty() : comparisons.find(number.getAsLong());
    return found.orElseThrow(() -> ProblemException.notFound("There is no comparison " + id));
  }
}
