package dev.groundcrew.watch;

import dev.groundcrew.access.Role;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The whole in figures. */
@Path("api/summary")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class SummaryResource {
  @Inject Summaries summaries;
  @Context UriInfo uri;

  /** The whole in figures, at most a second old. */
  @GET
  public Summary now() {
    new Query(uri).check();
    return summaries.now();
  }
}
