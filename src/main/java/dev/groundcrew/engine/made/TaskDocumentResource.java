package dev.groundcrew.engine.made;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.access.Before;
import dev.groundcrew.access.Role;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.made.TaskImport.Change;
import dev.groundcrew.engine.made.TaskImport.Outcome;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import dev.groundcrew.web.TakesToo;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All tasks that were made over REST, as one document, in YAML or JSON. */
@Path("api/tasks.yaml")
@OwnRest
@RequestScoped
public class TaskDocumentResource {
  private static final String YAML = "application/yaml";

  @Inject Engine engine;
  @Inject MadeTasks tasks;
  @Inject Before before;
  @Context UriInfo uri;
  @Context HttpHeaders headers;
  @Context SecurityContext caller;

  /** The document, secrets masked; in YAML unless JSON is asked for. */
  @GET
  @Produces({YAML, MediaType.APPLICATION_JSON})
  @MayCall(Role.VIEWER)
  public Response document() {
    new Query(uri).check();
    Map<String, Object> document = TaskDocument.of(tasks.changes().made(), tasks.maker());
    return asksForJson()
        ? Response.ok(
                JSON.createObjectBuilder(document).build().toString(), MediaType.APPLICATION_JSON)
            .build()
        : Response.ok(JsonBody.yaml(document), YAML).build();
  }

  private boolean asksForJson() {
    return headers.getAcceptableMediaTypes().stream()
        .filter(type -> !type.isWildcardType())
        .findFirst()
        .filter(MediaType.APPLICATION_JSON_TYPE::isCompatible)
        .isPresent();
  }

  /**
   * Makes the tasks of a document, or other tasks of those that are there: all of them or none.
   * Those that it does not name stay. The same document again changes nothing. A secret that is
   * masked or left out stays what it is.
   */
  @PUT
  @TakesToo(YAML)
  @Produces(MediaType.APPLICATION_JSON)
  @MayCall(Role.ADMINISTRATOR)
  public TaskImportView replace(InputStream in) {
    var query = new Query(uri, "dryRun");
    boolean dryRun = query.flag("dryRun");
    query.check();
    JsonBody document = JsonBody.readYaml(in, "tasks");
    Map<String, StoredTask> known =
        tasks.changes().made().stream()
            .collect(Collectors.toMap(StoredTask::name, Function.identity()));
    List<TaskImport.Entry> entries = TaskDocument.read(document, tasks.maker(), known);
    document.check();
    String who = caller.getUserPrincipal().getName();
    List<Outcome> outcomes = tasks.imports().run(document, entries, dryRun, who);
    if (!dryRun) {
      outcomes.stream()
          .filter(it -> it.change() == Change.CREATED || it.change() == Change.CHANGED)
          .forEach(it -> tasks.rehearse(engine.catalogue().require(it.name()), who));
    }
    before.asked(inAudit(dryRun, outcomes));
    return TaskImportView.of(dryRun, outcomes);
  }

  /** Which tasks were made and changed; the texts themselves are too long, and are in git. */
  private static String inAudit(boolean dryRun, List<Outcome> outcomes) {
    JsonObjectBuilder changes = JSON.createObjectBuilder();
    outcomes.stream()
        .filter(it -> it.change() != Change.UNCHANGED)
        .forEach(it -> changes.add(it.name(), it.change().name()));
    return JSON.createObjectBuilder()
        .add("dryRun", dryRun)
        .add("tasks", changes)
        .build()
        .toString();
  }
}
