package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Before;
import dev.groundcrew.access.Role;
import dev.groundcrew.access.TaskGrant;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.TaskState;
import dev.groundcrew.settings.Own;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.Language;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Pause and resume of one task. A paused task is started by no schedule, on no node; each tick is a
 * skipped run. By hand it still runs.
 */
@Path("api/tasks")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.OPERATOR)
public class PausesResource {
  @Inject Engine engine;
  @Inject @Own InstantSource clock;
  @Inject Before before;
  @Context UriInfo uri;
  @Context HttpHeaders headers;
  @Context HttpServletRequest servletRequest;

  /** Pauses a task; a second time replaces who, why and until when. */
  @POST
  @Path("{name}/pause")
  public TaskView pause(
      @PathParam("name") String name, @Context SecurityContext caller, InputStream body) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    tellWhatWas(task);
    engine.pause(task, read(body, caller, clock.instant()));
    return TaskView.of(task, engine, Language.of(headers), TaskGrant.of(servletRequest));
  }

  /** Ends pause and quarantine. */
  @POST
  @Path("{name}/resume")
  public TaskView resume(@PathParam("name") String name, InputStream body) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    JsonBody.read(body).check();
    tellWhatWas(task);
    engine.resume(task);
    return TaskView.of(task, engine, Language.of(headers), TaskGrant.of(servletRequest));
  }

  private void tellWhatWas(Task task) {
    TaskState state = engine.stateOf(task);
    before.was(InAudit.pause(state.pauseAt(clock.instant()), state.quarantine()));
  }

  /** Who pauses, why, and until when. */
  static TaskState.Pause read(InputStream in, SecurityContext caller, Instant now) {
    JsonBody body = JsonBody.read(in, "reason", "until");
    String reason = body.text("reason", TaskState.Pause.LONGEST_REASON).orElse("");
    Optional<Instant> until = body.instant("until");
    body.check();
    if (until.filter(end -> !end.isAfter(now)).isPresent()) {
      throw ProblemException.badRequest("/until", "must lie in the future, or be left out");
    }
    return new TaskState.Pause(
        now.truncatedTo(ChronoUnit.MILLIS), caller.getUserPrincipal().getName(), reason, until);
  }
}
