package dev.groundcrew.engine;

import dev.groundcrew.access.Role;
import dev.groundcrew.schedule.Preview;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.TaskDefinition.Timing;
import dev.groundcrew.web.Language;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When a schedule that is not saved would be due, for people to look at before they trust it. */
@Path("api/next-runs")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class NextRunsResource {
  static final int COUNT = 10;
  static final int MOST = 1_000;

  @Inject Engine engine;
  @Context UriInfo uri;
  @Context HttpHeaders headers;

  /** The next due times. */
  @GET
  public NextRunsView ofSchedule() {
    var query =
        new Query(
            uri, "cron", "every", "delay", "at", "zone", "jitter", "from", "until", "except",
            "after", "count");
    int count = (int) query.integer("count", COUNT, 1, MOST);
    Optional<Instant> after = query.instant("after");
    Map<String, String> texts = ScheduleFields.read(query);
    query.check();
    Instant start = after.orElseGet(engine::now);
    var faults = new ArrayList<AttributeFault>();
    Optional<Timing> timing =
        TaskDefinition.of(
                "preview",
                TaskAttributes.defaults(engine.zone()).overriddenBy(Source.REST, texts),
                Mode.POOLED,
                faults)
            .map(TaskDefinition::timing);
    Optional<Schedule> schedule =
        timing.flatMap(sound -> TimingSchedule.of(sound, "preview", start, faults));
    faults.forEach(fault -> query.fault(fault.attribute(), fault.mend()));
    query.check();
    Locale locale = Language.of(headers);
    return NextRunsView.of(
        ScheduleView.words(schedule.orElseThrow(), timing.orElseThrow(), locale),
        timing.get().zone(),
        Preview.of(schedule.get(), start, count, locale),
        count);
  }
}
