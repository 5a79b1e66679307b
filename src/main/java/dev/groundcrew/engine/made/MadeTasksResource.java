package dev.groundcrew.engine.made;

import dev.groundcrew.access.Before;
import dev.groundcrew.access.Role;
import dev.groundcrew.access.TaskGrant;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.rest.InAudit;
import dev.groundcrew.engine.rest.TaskTag;
import dev.groundcrew.engine.rest.TaskView;
import dev.groundcrew.run.RunFilter;
import dev.groundcrew.run.RunState;
import dev.groundcrew.web.IfMatch;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.Language;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.util.function.Supplier;

/** Tasks that people make of types, over REST. */
@Path("api/tasks")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.ADMINISTRATOR)
public class MadeTasksResource {
  private static final List<RunState> LIVE =
      List.of(RunState.QUEUED, RunState.RUNNING, RunState.CANCELLING);

  @Inject Engine engine;
  @Inject MadeTasks tasks;
  @Inject Before before;
  @Context UriInfo uri;
  @Context HttpHeaders headers;
  @Context HttpServletRequest servletRequest;
  @Context SecurityContext caller;

  /** Makes a task. One that destroys something begins with a dry run, and waits to be confirmed. */
  @POST
  public Response make(InputStream in) {
    new Query(uri).check();
    JsonBody body = JsonBody.read(in, TaskFields.KNOWN);
    String name = TaskFields.name(body);
    Optional<MadeTask> made = TaskFields.read(body, tasks.maker());
    body.check();
    Task task =
        checked(
            body,
            () -> tasks.changes().make(name, unmasked(made.orElseThrow(), name, body), who()));
    tasks.rehearse(task, who());
    URI location = uri.getBaseUriBuilder().path("api/tasks").path(name).build();
    return Response.created(location).entity(view(task)).tag(TaskTag.of(task)).build();
  }

  /** Makes another task of one that was made over REST. */
  @PUT
  @Path("{name}")
  public Response replace(@PathParam("name") String name, InputStream in) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    before.was(InAudit.task(task));
    IfMatch condition = IfMatch.of(headers);
    JsonBody body = JsonBody.read(in, TaskFields.KNOWN);
    if (body.has("name") && !TaskFields.name(body).equals(name)) {
      body.fault("/name", "must be " + name + ", as the path has it, or be left out");
    }
    Optional<MadeTask> made = TaskFields.read(body, tasks.maker());
    body.check();
    checked(
        body,
        () -> {
          tasks.changes().replace(task, unmasked(made.orElseThrow(), name, body), condition, who());
          return task;
        });
    tasks.rehearse(task, who());
    return Response.ok(view(task)).tag(TaskTag.of(task)).build();
  }

  /** Deletes a task that was made over REST, once no run of it is under way. Its runs stay. */
  @DELETE
  @Path("{name}")
  public Response delete(@PathParam("name") String name, InputStream in) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    before.was(InAudit.task(task));
    IfMatch condition = IfMatch.of(headers);
    JsonBody.read(in).check();
    RunFilter live = RunFilter.ofTask(name).in(LIVE);
    if (!engine.reader().list(live, Long.MAX_VALUE, 1).isEmpty()) {
      throw ProblemException.conflict(
          "Task " + name + " has runs that wait or are under way: cancel them first");
    }
    tasks.changes().delete(task, condition, who());
    return Response.noContent().build();
  }

  /** Lets a task destroy what its dry run has told. */
  @POST
  @Path("{name}/confirm")
  public Response confirm(@PathParam("name") String name, InputStream in) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    before.was(InAudit.task(task));
    IfMatch condition = IfMatch.of(headers);
    JsonBody.read(in).check();
    tasks.changes().confirm(task, condition, who());
    return Response.ok(view(task)).tag(TaskTag.of(task)).build();
  }

  /** A secret that comes back as it is shown stays what it was. */
  private MadeTask unmasked(MadeTask made, String name, JsonBody body) {
    Secrets secrets = Secrets.of(tasks.maker(), made.type());
    if (!secrets.anyMasked(made)) {
      return made;
    }
    Optional<MadeTask> known = tasks.changes().stored(name).flatMap(StoredTask::made);
    MadeTask unmasked =
        secrets.unmasked(made, known, (secret, mend) -> body.fault("/parameters/" + secret, mend));
    body.check();
    return unmasked;
  }

  private static Task checked(JsonBody body, Supplier<Task> change) {
    try {
      return change.get();
    } catch (InvalidAttributes e) {
      e.faults().forEach(fault -> body.fault(TaskFields.pointer(fault), fault.mend()));
      body.check();
      throw e;
    }
  }

  private TaskView view(Task task) {
    return TaskView.of(task, engine, Language.of(headers), TaskGrant.of(servletRequest));
  }

  private String who() {
    return caller.getUserPrincipal().getName();
  }
}
