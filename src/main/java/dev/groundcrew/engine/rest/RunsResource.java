package dev.groundcrew.engine.rest;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.access.Role;
import dev.groundcrew.access.TaskGrant;
import dev.groundcrew.engine.Cancels;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.Traces;
import dev.groundcrew.run.LogLine;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunFilter;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunSearch;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.Words;
import dev.groundcrew.task.Trigger;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs over REST. */
@Path("api/runs")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class RunsResource {
  private static final int LOG_LINES = 10_000;
  private static final String NDJSON = "application/x-ndjson";

  @Inject Engine engine;
  @Inject Traces traces;
  @Context UriInfo uri;
  @Context HttpHeaders headers;
  @Context HttpServletRequest servletRequest;

  /** Runs, the newest first. */
  @GET
  public Page<RunView> list() {
    var query =
        new Query(uri, "task", "state", "trigger", "node", "since", "until", "q", "limit", "after");
    int limit = query.limit();
    long below = below(query);
    var filter =
        new RunFilter(
            query.texts("task"),
            query.choices("state", RunState.class),
            query.choices("trigger", Trigger.class),
            query.texts("node"),
            query.instant("since"),
            query.instant("until"));
    List<String> words = words(query);
    query.check();
    return page(engine.reader().search(filter, words, below, limit + 1), limit);
  }

  /**
   * One that was looked for among the newest runs only goes on behind them, however short it is.
   */
  private static Page<RunView> page(RunSearch.Found found, int limit) {
    Page<RunView> page = Page.of(found.runs(), limit, run -> RunId.text(run.id())).map(RunView::of);
    return found.lookedTo().isEmpty()
        ? page
        : new Page<>(page.items(), RunId.text(found.lookedTo().getAsLong()));
  }

  /** What a free search looks for; none if it is left out. */
  private static List<String> words(Query query) {
    Optional<String> text = query.text("q");
    List<String> words = text.map(Words::of).orElse(List.of());
    if (text.isPresent() && (words.isEmpty() || words.size() > Words.MOST)) {
      query.fault("q", "must have 1 to " + Words.MOST + " words");
    }
    return words;
  }

  /** The id below which a page begins. */
  static long below(Query query) {
    Optional<String> after = query.text("after");
    if (after.isEmpty()) {
      return Long.MAX_VALUE;
    }
    OptionalLong id = RunId.parse(after.get());
    if (id.isEmpty()) {
      throw ProblemException.badRequest("after", "must be the last page's next");
    }
    return id.getAsLong();
  }

  /** One run. */
  @GET
  @Path("{id}")
  public RunView one(@PathParam("id") String id) {
    new Query(uri).check();
    Run run = require(id);
    return RunView.whole(
        run, engine.reader().attempts(run.id()), TaskGrant.of(servletRequest).covers(run.task()));
  }

  /** What a run said, as text. */
  @GET
  @Path("{id}/log")
  @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
  public String log(@PathParam("id") String id) {
    return lines(id, LogLine::toString);
  }

  /** What a run said, a JSON object a line; who accepts anything gets the text. */
  @GET
  @Path("{id}/log")
  @Produces(NDJSON + ";qs=0.5")
  public String logAsJson(@PathParam("id") String id) {
    return lines(id, RunsResource::json);
  }

  private String lines(String id, Function<LogLine, String> format) {
    var query = new Query(uri, "after");
    int after = (int) query.integer("after", 0, 0, Integer.MAX_VALUE);
    query.check();
    return engine.reader().log(require(id).id(), after, LOG_LINES).stream()
        .map(format)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String json(LogLine line) {
    return JSON.createObjectBuilder()
        .add("line", line.number())
        .add("at", line.at().toString())
        .add("level", line.level())
        .add("text", line.text())
        .build()
        .toString();
  }

  /** Asks a run to end. */
  @POST
  @Path("{id}/cancel")
  @MayCall(Role.OPERATOR)
  public Response cancel(
      @PathParam("id") String id, @Context SecurityContext caller, InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    Run run = require(id);
    if (run.state().isFinal()) {
      throw alreadyOver(run);
    }
    Cancels.Cancelled done = engine.cancels().cancel(run, caller.getUserPrincipal().getName());
    Run now = require(id);
    if (done == Cancels.Cancelled.OVER) {
      throw alreadyOver(now);
    }
    return Response.accepted(RunView.of(now)).build();
  }

  /**
   * Runs the work of an ended run again: a new run that names the first. While that has not ended,
   * asking again gives it.
   */
  @POST
  @Path("{id}/retry")
  @MayCall(Role.OPERATOR)
  public Response retry(
      @PathParam("id") String id, @Context SecurityContext caller, InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    Run ended = require(id);
    if (!ended.state().isFinal()) {
      throw ProblemException.conflict("Run " + id + " has not ended: it is " + ended.state());
    }
    Task task = engine.catalogue().require(ended.task());
    Origin origin =
        Origin.retry(ended.id(), caller.getUserPrincipal().getName())
            .within(TraceHeader.of(headers, traces));
    Run run = engine.retries().again(task, ended, origin);
    return accepted(run, uri);
  }

  /** Says that a run is stored, and where to find it. */
  static Response accepted(Run run, UriInfo uri) {
    URI location = uri.getBaseUriBuilder().path("api/runs").path(RunId.text(run.id())).build();
    return Response.accepted(RunView.of(run)).location(location).build();
  }

  private static ProblemException alreadyOver(Run run) {
    return ProblemException.conflict("Run " + RunId.text(run.id()) + " is already " + run.state());
  }

  private Run require(String id) {
    OptionalLong number = RunId.parse(id);
    Optional<Run> run =
        number.isEmpty() ? Optional.empty() : engine.reader().find(number.getAsLong());
    return run.orElseThrow(() -> ProblemException.notFound("There is no run " + id));
  }
}
