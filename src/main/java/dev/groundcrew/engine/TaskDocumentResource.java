package dev.groundcrew.engine;

import dev.groundcrew.access.Role;
import dev.groundcrew.engine.TaskImport.Change;
import dev.groundcrew.engine.TaskImport.Outcome;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.Consumes;
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
  @Context UriInfo uri;
  @Context HttpHeaders headers;
  @Context SecurityContext caller;

  /** The document, secrets masked; in YAML unless JSON is asked for. */
  @GET
  @Produces({YAML, MediaType.APPLICATION_JSON})
  @MayCall(Role.VIEWER)
  public Response document() {
    new Query(uri).check();
    Map<String, Object> document = TaskDocument.of(engine.changes().made(), engine.maker());
    return asksForJson()
        ? Response.ok(
                Json.createObjectBuilder(document).build().toString(), MediaType.APPLICATION_JSON)
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
  @Consumes({YAML, MediaType.APPLICATION_JSON})
  @Produces(MediaType.APPLICATION_JSON)
  @MayCall(Role.ADMINISTRATOR)
  public TaskImportView replace(InputStream in) {
    var query = new Query(uri, "dryRun");
    boolean dryRun = query.flag("dryRun");
    query.check();
    JsonBody document = JsonBody.readYaml(in, "tasks");
    Map<String, StoredTask> known =
        engine.changes().made().stream()
            .collect(Collectors.toMap(StoredTask::name, Function.identity()));
    List<TaskImport.Entry> entries = TaskDocument.read(document, engine.maker(), known);
    document.check();
    String who = caller.getUserPrincipal().getName();
    List<Outcome> outcomes = engine.imports().run(document, entries, dryRun, who);
    if (!dryRun) {
      outcomes.stream()
          .filter(it -> it.change() == Change.CREATED || it.change() == Change.CHANGED)
          .forEach(it -> engine.rehearse(engine.catalogue().require(it.name()), who));
    }
    return TaskImportView.of(dryRun, outcomes);
  }
}
