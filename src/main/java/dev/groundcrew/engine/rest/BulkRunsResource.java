package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Role;
import dev.groundcrew.access.TaskGrant;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Traces;
import dev.groundcrew.run.RunFilter;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunState;
import dev.groundcrew.task.Trigger;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Many runs at once, chosen by the filter of the list. It stands in the body, so that the audit
 * keeps it.
 */
@Path("api/runs")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(value = Role.OPERATOR, narrows = true)
public class BulkRunsResource {
  private static final List<RunState> ENDED =
      Arrays.stream(RunState.values()).filter(RunState::isFinal).toList();
  private static final List<RunState> LIVE =
      Arrays.stream(RunState.values()).filter(state -> !state.isFinal()).toList();

  /** What has not been asked to end yet. */
  private static final List<RunState> NOT_ASKED = List.of(RunState.QUEUED, RunState.RUNNING);

  private static final int MOST_VALUES = 50;
  private static final int LONGEST_VALUE = 256;

  @Inject Engine engine;
  @Inject Traces traces;
  @Context UriInfo uri;
  @Context HttpHeaders headers;
  @Context SecurityContext caller;
  @Context HttpServletRequest servletRequest;

  /**
   * Runs the work of ended runs again: those that went wrong, if no state is named. One that
   * somebody has retried already is passed over, so that the same request again does nothing twice.
   */
  @POST
  @Path("retry")
  public BulkOutcomeView retry(InputStream in) {
    BulkRuns.Request request = read(in, ENDED, RunState.FAILURES, "has not ended: cancel it first");
    return BulkOutcomeView.of(bulk().retry(request, who(), TraceHeader.of(headers, traces)));
  }

  /** Asks runs to end: those that wait or are under way, if no state is named. */
  @POST
  @Path("cancel")
  public BulkOutcomeView cancel(InputStream in) {
    BulkRuns.Request request = read(in, LIVE, NOT_ASKED, "is over");
    return BulkOutcomeView.of(bulk().cancel(request, who()));
  }

  private BulkRuns bulk() {
    return new BulkRuns(engine.reader(), engine.catalogue(), engine.retries(), engine.cancels());
  }

  private String who() {
    return caller.getUserPrincipal().getName();
  }

  private BulkRuns.Request read(
      InputStream in, List<RunState> possible, List<RunState> usual, String whyNot) {
    new Query(uri).check();
    JsonBody body =
        JsonBody.read(
            in, "task", "state", "trigger", "node", "since", "until", "after", "limit", "dryRun");
    List<RunState> states = body.choices("state", RunState.class);
    states.stream()
        .filter(state -> !possible.contains(state))
        .forEach(
            state -> body.fault("/state", "'" + state + "' " + whyNot + "; can be " + possible));
    var filter =
        new RunFilter(
            body.texts("task", MOST_VALUES, LONGEST_VALUE).orElse(List.of()),
            states,
            body.choices("trigger", Trigger.class),
            body.texts("node", MOST_VALUES, LONGEST_VALUE).orElse(List.of()),
            body.instant("since"),
            body.instant("until"));
    long below = below(body);
    int limit = limit(body);
    boolean dryRun = body.flag("dryRun").orElse(false);
    body.check();
    if (chooses(filter)) {
      return new BulkRuns.Request(
          operable(states.isEmpty() ? filter.in(usual) : filter), below, limit, dryRun);
    }
    throw ProblemException.badRequest(
        "",
        "must choose some runs by task, state, trigger, node, since or until; for all of them name"
            + " the states");
  }

  /** What is left of it for the caller; a task that was named and is another's is refused. */
  private RunFilter operable(RunFilter filter) {
    TaskGrant grant = TaskGrant.of(servletRequest);
    grant.require(filter.tasks());
    return grant.isLimited() ? filter.within(grant.patterns()) : filter;
  }

  private static boolean chooses(RunFilter filter) {
    return !filter.tasks().isEmpty()
        || !filter.states().isEmpty()
        || !filter.triggers().isEmpty()
        || !filter.nodes().isEmpty()
        || filter.since().isPresent()
        || filter.until().isPresent();
  }

  private static long below(JsonBody body) {
    Optional<String> after = body.text("after", LONGEST_VALUE);
    OptionalLong id = after.map(RunId::parse).orElse(OptionalLong.of(Long.MAX_VALUE));
    if (id.isEmpty()) {
      body.fault("/after", "must be the next of the answer before");
    }
    return id.orElse(0);
  }

  private static int limit(JsonBody body) {
    long limit = body.integer("limit").orElse((long) BulkRuns.MOST);
    if (limit < 1 || limit > BulkRuns.MOST) {
      body.fault("/limit", "must be a whole number from 1 to " + BulkRuns.MOST);
      return BulkRuns.MOST;
    }
    return (int) limit;
  }
}
