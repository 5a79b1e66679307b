package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Role;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Schedules;
import dev.groundcrew.engine.Task;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When all tasks will be due, as the node that answers counts it. */
@Path("api/upcoming")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class UpcomingResource {
  private static final Duration USUAL = Duration.ofHours(24);

  /** Of a task; whoever wants more asks for that task's next runs. */
  private static final int MOST = 200;

  @Inject Engine engine;
  @Context UriInfo uri;

  /**
   * What will be due.
   *
   * @param since where it begins
   * @param until where it ends, excluded
   * @param items the tasks that are due in between, by name
   */
  @JsonbPropertyOrder({"since", "until", "items"})
  public record UpcomingView(Instant since, Instant until, List<OfTask> items) {}

  /**
   * When a task will be due.
   *
   * @param task its name
   * @param state ACTIVE, or why its schedule does not start it now: PAUSED, QUARANTINED
   * @param due when, in order, at most 200
   * @param more whether there are more behind them
   */
  @JsonbPropertyOrder({"task", "state", "due", "more"})
  public record OfTask(String task, String state, List<Instant> due, boolean more) {}

  /** What will be due; a fixed delay is shown as if every run ended at once. */
  @GET
  public UpcomingView list() {
    var query = new Query(uri, "since", "until");
    Instant now = engine.now();
    Instant since = Range.instant(query, "since").orElse(now);
    Instant until = Range.instant(query, "until").orElse(since.plus(USUAL));
    Range range = Range.of(query, since, until);
    query.check();
    List<OfTask> items =
        engine.catalogue().all().stream()
            .map(task -> of(task, range, now))
            .filter(task -> !task.due().isEmpty())
            .toList();
    return new UpcomingView(range.since(), range.until(), items);
  }

  private OfTask of(Task task, Range range, Instant now) {
    var due = new ArrayList<Instant>();
    Optional<Instant> next = engine.schedules().ahead(task).flatMap(it -> first(it, range));
    Optional<Schedules.Ahead> ahead = engine.schedules().ahead(task);
    while (next.filter(range::has).isPresent() && due.size() < MOST) {
      due.add(next.get());
      next = ahead.orElseThrow().schedule().next(next.get());
    }
    return new OfTask(
        task.name(), engine.stateOf(task).nameAt(now), due, next.filter(range::has).isPresent());
  }

  /** What counts from an end has one fixed time, and those behind it count from that. */
  private static Optional<Instant> first(Schedules.Ahead ahead, Range range) {
    Optional<Instant> due = ahead.due().filter(at -> ahead.schedule().fromEnd());
    return due.isPresent() ? due : ahead.schedule().next(range.since().minusNanos(1));
  }
}
