package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Role;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.ScheduledDefinition;
import dev.groundcrew.schedule.Preview;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
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
    Optional<ScheduledDefinition> preview =
        ScheduledDefinition.of(
            "preview",
            TaskAttributes.defaults(engine.zone()).overriddenBy(Source.REST, texts),
            Mode.POOLED,
            start,
            faults);
    faults.forEach(fault -> query.fault(fault.attribute(), fault.mend()));
    query.check();
    Locale locale = Language.of(headers);
    ScheduledDefinition sound = preview.orElseThrow();
    return NextRunsView.of(
        sound.words(locale),
        sound.definition().timing().zone(),
        Preview.of(sound.schedule(), start, count, locale),
        count);
  }
}
