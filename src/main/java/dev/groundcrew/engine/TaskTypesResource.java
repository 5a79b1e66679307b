package dev.groundcrew.engine;

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

/** The types that tasks can be made of. */
@Path("api/task-types")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class TaskTypesResource {
  @Inject Engine engine;
  @Context UriInfo uri;

  /** All types by name, all on one page. */
  @GET
  public Page<TaskTypeView> list() {
    new Query(uri).check();
    return new Page<>(engine.maker().types().stream().map(TaskTypeView::of).toList(), null);
  }
}
