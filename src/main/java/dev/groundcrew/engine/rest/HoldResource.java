package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Before;
import dev.groundcrew.access.Role;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.TaskState;
import dev.groundcrew.settings.Own;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The switch that stops every schedule on every node. A switch, not a document: whoever presses it
 * means its present state, so no If-Match is asked for.
 */
@Path("api/hold")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.OPERATOR)
public class HoldResource {
  @Inject Engine engine;
  @Inject @Own InstantSource clock;
  @Inject Before before;
  @Context UriInfo uri;

  /**
   * Whether everything is held.
   *
   * @param held whether it is
   * @param hold by whom and why; null if it is not
   */
  public record HoldView(boolean held, PauseView hold) {}

  /** Whether everything is held. */
  @GET
  @MayCall(Role.VIEWER)
  public HoldView get() {
    new Query(uri).check();
    return view();
  }

  /** No schedule starts anything from now on. */
  @PUT
  public HoldView put(@Context SecurityContext caller, InputStream body) {
    new Query(uri).check();
    TaskState.Pause pause = PausesResource.read(body, caller, clock.instant());
    before.was(InAudit.pause(engine.held(), Optional.empty()));
    engine.hold(pause);
    return view();
  }

  /** Schedules start again. */
  @DELETE
  public HoldView delete(InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    before.was(InAudit.pause(engine.held(), Optional.empty()));
    engine.releaseHold();
    return view();
  }

  private HoldView view() {
    return engine
        .held()
        .map(pause -> new HoldView(true, PauseView.of(pause)))
        .orElseGet(() -> new HoldView(false, null));
  }
}
