package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Role;
import dev.groundcrew.cluster.LoadTable;
import dev.groundcrew.database.Database;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Task;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.TimelineTable;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Page;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.util.stream.LongStream;

/** What ran when: "what ran at 03:12, and what did it do to the requests?" */
@Path("api/timeline")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class TimelineResource {
  private static final Duration USUAL = Duration.ofHours(24);

  /** About as many as a screen can show. */
  private static final int SLICES = 300;

  /** Lengths of slices in seconds that people can think in. */
  private static final long[] LENGTHS = {15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600};

  @Inject Engine engine;
  @Inject Database database;
  @Context UriInfo uri;

  /** What ran when; runs that had begun before and were still under way are there too. */
  @GET
  public TimelineView look() {
    var query = new Query(uri, "since", "until");
    Instant now = engine.now();
    Instant until = Range.instant(query, "until").orElse(now);
    Instant since = Range.instant(query, "since").orElse(until.minus(USUAL));
    Range range = Range.of(query, since, until);
    query.check();
    long seconds = secondsOfSlice(range);
    return database.transaction(
        sql -> {
          var runs = new ArrayList<TimelineTable.Slice>();
          TimelineTable.underWay(sql, tasks(), range.since()).stream()
              .map(run -> slice(run, range, seconds))
              .forEach(runs::add);
          runs.addAll(TimelineTable.slices(sql, range.since(), range.until(), seconds));
          return TimelineView.of(
              range, seconds, runs, LoadTable.slices(sql, range.since(), range.until(), seconds));
        });
  }

  /** What was under way at an instant: of each task among its last 20 runs by then. */
  @GET
  @Path("runs")
  public Page<RunView> at() {
    var query = new Query(uri, "at");
    Instant at = Range.instant(query, "at").orElseGet(engine::now);
    query.check();
    List<Run> found = database.transaction(sql -> TimelineTable.underWay(sql, tasks(), at));
    return new Page<>(found.stream().map(RunView::of).toList(), null);
  }

  private List<String> tasks() {
    return engine.catalogue().all().stream().map(Task::name).toList();
  }

  private static long secondsOfSlice(Range range) {
    long least = Duration.between(range.since(), range.until()).toSeconds() / SLICES;
    return LongStream.of(LENGTHS)
        .filter(length -> length >= least)
        .findFirst()
        .orElse(LENGTHS[LENGTHS.length - 1]);
  }

  private static TimelineTable.Slice slice(Run run, Range range, long seconds) {
    return new TimelineTable.Slice(
        run.task(),
        range.since().getEpochSecond() / seconds,
        1,
        RunState.FAILURES.contains(run.state()) ? 1 : 0,
        0,
        run.endedAt().isEmpty() ? 1 : 0,
        run.startedAt().orElseThrow(),
        run.endedAt().orElse(range.until()),
        Duration.ZERO);
  }
}
