package dev.groundcrew.engine.made;

import dev.groundcrew.access.Before;
import dev.groundcrew.access.Role;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.rest.InAudit;
import dev.groundcrew.engine.rest.ScheduleFields;
import dev.groundcrew.engine.rest.ScheduleView;
import dev.groundcrew.engine.rest.TaskTag;
import dev.groundcrew.web.IfMatch;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.Language;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.Map;

/** When a task is due, over REST. A change holds on this node at once, and starts no run. */
@Path("api/tasks/{name}/schedule")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class ScheduleResource {
  @Inject Engine engine;
  @Inject MadeTasks tasks;
  @Inject Before before;
  @Context UriInfo uri;
  @Context HttpHeaders headers;
  @Context SecurityContext caller;

  /** When the task is due, with the tag that a change must name. */
  @GET
  public Response schedule(@PathParam("name") String name) {
    new Query(uri).check();
    return answer(engine.catalogue().require(name));
  }

  /** Lets the task be due by another schedule than its code's. */
  @PUT
  @MayCall(Role.ADMINISTRATOR)
  public Response change(@PathParam("name") String name, InputStream in) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    before.was(InAudit.task(task));
    IfMatch condition = IfMatch.of(headers);
    JsonBody body = JsonBody.read(in, ScheduleFields.known());
    Map<String, String> texts = ScheduleFields.read(body);
    body.check();
    try {
      tasks.changes().reschedule(task, texts, condition, who());
    } catch (InvalidAttributes e) {
      e.faults().forEach(fault -> body.fault(ScheduleFields.pointer(fault), fault.mend()));
      body.check();
    }
    return answer(task);
  }

  /** Lets the task be due as its code and the configuration say. */
  @DELETE
  @MayCall(Role.ADMINISTRATOR)
  public Response reset(@PathParam("name") String name, InputStream in) {
    new Query(uri).check();
    Task task = engine.catalogue().require(name);
    before.was(InAudit.task(task));
    IfMatch condition = IfMatch.of(headers);
    JsonBody.read(in).check();
    tasks.changes().reset(task, condition, who());
    return answer(task);
  }

  private String who() {
    return caller.getUserPrincipal().getName();
  }

  private Response answer(Task task) {
    return Response.ok(ScheduleView.of(task, Language.of(headers))).tag(TaskTag.of(task)).build();
  }
}
