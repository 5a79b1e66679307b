package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Role;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.IdempotencyKey;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.Traces;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunFilter;
import dev.groundcrew.run.RunId;
import dev.groundcrew.task.PublishesData;
import dev.groundcrew.task.TaskData;
import dev.groundcrew.web.Language;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Page;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tasks over REST. */
@Path("api/tasks")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class TasksResource {
  @Inject Engine engine;
  @Inject Verdicts verdicts;
  @Inject Traces traces;
  @Context UriInfo uri;
  @Context HttpHeaders headers;

  /** All tasks by name. */
  @GET
  public Page<TaskView> list() {
    var query = new Query(uri, "limit", "after");
    int limit = query.limit();
    String after = query.text("after").orElse("");
    query.check();
    Locale locale = Language.of(headers);
    List<Task> rest =
        engine.catalogue().all().stream()
            .filter(task -> task.name().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    return Page.of(rest, limit, Task::name)
        .map(task -> TaskView.of(task, engine, locale).with(verdicts.lately(task)));
  }

  /** One task, with the tag that a change of it must name. */
  @GET
  @Path("{name}")
  public Response one(@PathParam("name") String name) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    TaskView view =
        TaskView.of(task, engine, Language.of(headers)).with(VerdictView.of(engine.verdict(task)));
    return Response.ok(view).tag(TaskTag.of(task)).build();
  }

  /** Runs a task now. The run is stored when this answers. */
  @POST
  @Path("{name}/run")
  @MayCall(Role.OPERATOR)
  public Response run(
      @PathParam("name") String name, @Context SecurityContext caller, InputStream body) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    task.declared()
        .problem()
        .ifPresent(
            why -> {
              throw ProblemException.conflict("Task " + name + " cannot run: " + why);
            });
    RunRequest request = RunRequest.read(body, task);
    String who = caller.getUserPrincipal().getName();
    Origin origin = Origin.manual(who).within(TraceHeader.of(headers, traces));
    Optional<IdempotencyKey> key = IdempotencyKey.of(headers, who, name + " " + request);
    if (request.node().filter(RunRequest.ALL::equals).isPresent()) {
      if (key.isPresent()) {
        throw ProblemException.badRequest(
            IdempotencyKey.HEADER, "is for one run: leave it out, or send a request for each node");
      }
      return Response.accepted(onEveryNode(task, origin, request)).build();
    }
    String onlyOn =
        request.node().isPresent()
            ? known(request.node().get())
            : engine.submissions().usualNode(task);
    Run run = engine.submissions().submit(task, origin, request.submission(), onlyOn, key);
    return RunsResource.accepted(run, uri);
  }

  private Page<RunView> onEveryNode(Task task, Origin origin, RunRequest request) {
    List<RunView> runs =
        engine.activeNodes().stream()
            .map(node -> engine.submissions().submit(task, origin, request.submission(), node))
            .map(RunView::of)
            .toList();
    return Page.of(runs, runs.size(), RunView::id);
  }

  /** The one node that may run it; empty for any. */
  private String known(String node) {
    if (node.equals(RunRequest.ANY)) {
      return "";
    }
    List<String> active = engine.activeNodes();
    if (!active.contains(node)) {
      throw ProblemException.badRequest("/node", "must be any, all, or an active node: " + active);
    }
    return node;
  }

  /** A task's runs, the newest first. */
  @GET
  @Path("{name}/runs")
  public Page<RunView> runs(@PathParam("name") String name) {
    var query = new Query(uri, "limit", "after");
    int limit = query.limit();
    long below = RunsResource.below(query);
    query.check();
    engine.catalogue().require(name);
    List<Run> rows = engine.reader().list(RunFilter.ofTask(name), below, limit + 1);
    return Page.of(rows, limit, run -> RunId.text(run.id())).map(RunView::of);
  }

  /** What the task has found out last, from memory. */
  @GET
  @Path("{name}/data")
  @Produces(MediaType.WILDCARD)
  public Response data(@PathParam("name") String name, @Context Request request) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    PublishesData publisher =
        task.publisher()
            .orElseThrow(() -> ProblemException.notFound("Task " + name + " publishes no data"));
    TaskData data =
        publisher
            .newest()
            .orElseThrow(
                () -> ProblemException.notFound("Task " + name + " has no data yet: run it"));
    var etag = new EntityTag(data.etag());
    Date modified = Date.from(data.modified());
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(modified, etag);
    Response.ResponseBuilder response =
        unchanged != null ? unchanged : Response.ok(data.body(), data.contentType());
    return response.cacheControl(revalidate()).tag(etag).lastModified(modified).build();
  }

  private static CacheControl revalidate() {
    var control = new CacheControl();
    control.setPrivate(true);
    control.setNoCache(true);
    control.setNoTransform(false);
    return control;
  }
}
