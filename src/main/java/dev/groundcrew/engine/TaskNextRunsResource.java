package dev.groundcrew.engine;

import dev.groundcrew.access.Role;
import dev.groundcrew.schedule.DueTime;
import dev.groundcrew.schedule.Preview;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.web.Language;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When a task will be due. */
@Path("api/tasks/{name}/next-runs")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class TaskNextRunsResource {
  @Inject Engine engine;
  @Context UriInfo uri;
  @Context HttpHeaders headers;

  /** The next due times; none if it does not start by itself. */
  @GET
  public NextRunsView ofTask(@PathParam("name") String name) {
    var query = new Query(uri, "count", "after");
    int count = (int) query.integer("count", NextRunsResource.COUNT, 1, NextRunsResource.MOST);
    Optional<Instant> after = query.instant("after");
    query.check();
    Task task = engine.catalogue().require(name);
    Locale locale = Language.of(headers);
    List<DueTime> dueTimes =
        engine
            .schedules()
            .ahead(task)
            .map(ahead -> dueTimes(ahead, after, count, locale))
            .orElse(List.of());
    return NextRunsView.of(
        ScheduleView.words(task, locale), task.definition().timing().zone(), dueTimes, count);
  }

  private List<DueTime> dueTimes(
      Schedules.Ahead ahead, Optional<Instant> after, int count, Locale locale) {
    Schedule schedule = ahead.schedule();
    if (schedule.fromEnd() && ahead.due().isPresent() && after.isEmpty()) {
      // The first one is fixed; those behind it count from it.
      var first = new DueTime(ahead.due().get(), Optional.empty());
      var all = new ArrayList<>(List.of(first));
      if (count > 1) {
        all.addAll(Preview.of(schedule, first.at(), count - 1, locale));
      }
      return all;
    }
    return Preview.of(schedule, after.orElseGet(engine::now), count, locale);
  }
}
