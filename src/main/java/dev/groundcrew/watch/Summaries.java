package dev.groundcrew.watch;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunSummaryTable;
import dev.groundcrew.settings.Own;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Makes the summary (rule 3 of the package). Safe for use by several threads. */
@ApplicationScoped
class Summaries {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofHours(24);
  private static final int NEWEST = 50;

  @Inject Database database;
  @Inject Vitals vitals;
  @Inject Problems problems;
  @Inject @Own InstantSource clock;

  private Summary last;

  /**
   * The summary, made by the first who asks in a second.
   *
   * @throws DatabaseException if the database is away
   */
  synchronized Summary now() {
    Instant now = clock.instant();
    if (last == null || now.isBefore(last.at()) || now.isAfter(last.at().plus(FRESH))) {
      last = make(now);
    }
    return last;
  }

  private Summary make(Instant now) {
    Instant dayAgo = now.minus(DAY);
    return database.transaction(
        sql -> {
          var tasks = new ArrayList<Summary.OfTask>();
          List<Vitals.OfTask> all = vitals.tasks();
          for (Vitals.OfTask task : all) {
            tasks.add(
                Summary.OfTask.of(task.name(), RunSummaryTable.newest(sql, task.name(), NEWEST)));
          }
          return new Summary(
              now,
              RunSummaryTable.count(
                  sql, List.of(RunState.RUNNING, RunState.CANCELLING), Instant.EPOCH),
              RunSummaryTable.count(sql, List.of(RunState.QUEUED), Instant.EPOCH),
              RunSummaryTable.count(sql, RunState.FAILURES, dayAgo),
              RunSummaryTable.count(sql, List.of(RunState.SKIPPED), dayAgo),
              all.stream().filter(task -> !task.state().equals("ACTIVE")).count(),
              problems.open().size(),
              List.copyOf(tasks));
        });
  }
}
