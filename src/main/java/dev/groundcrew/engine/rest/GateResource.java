package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Role;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;

/** The gate of the node that answers. A switch lasts until that node's next start. */
@Path("api/gate")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class GateResource {
  private static final int LONGEST_NAME = 63;

  @Inject Engine engine;
  @Context UriInfo uri;

  /** How it stands. */
  @GET
  public GateView look() {
    new Query(uri).check();
    return GateView.of(engine.gate().look());
  }

  /** Makes background work, or one task, wait while requests need the machine. */
  @POST
  @Path("enable")
  @MayCall(Role.OPERATOR)
  public GateView enable(InputStream body) {
    return set(true, body);
  }

  /** Holds nothing, or one task, back any more. */
  @POST
  @Path("disable")
  @MayCall(Role.OPERATOR)
  public GateView disable(InputStream body) {
    return set(false, body);
  }

  private GateView set(boolean enabled, InputStream body) {
    new Query(uri).check();
    JsonBody json = JsonBody.read(body, "task");
    Optional<String> task = json.text("task", LONGEST_NAME);
    json.check();
    if (task.isPresent()) {
      engine.gate().enable(engine.catalogue().require(task.get()).name(), enabled);
    } else {
      engine.gate().enable(enabled);
    }
    return GateView.of(engine.gate().look());
  }
}
