package dev.groundcrew.run;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which runs may go (rule 6 of the package). The limits of age are fixed when it is made. Stateless
 * but for the database.
 */
final class Retention {
  private static final Set<RunState> ALL = EnumSet.allOf(RunState.class);
  private static final Set<RunState> FAILED = EnumSet.copyOf(RunState.FAILURES);
  private static final Set<RunState> DONE = EnumSet.of(RunState.SUCCEEDED, RunState.CANCELLED);
  private static final Set<RunState> SKIPPED = EnumSet.of(RunState.SKIPPED);
  private static final Set<RunState> EXECUTED =
      EnumSet.of(
          RunState.SUCCEEDED,
          RunState.CANCELLED,
          RunState.FAILED,
          RunState.TIMED_OUT,
          RunState.ABANDONED);

  private final Database database;
  private final RetentionSettings settings;
  private final Instant now;

  Retention(Database database, RetentionSettings settings, Instant now) {
    this.database = database;
    this.settings = settings;
    this.now = now;
  }

  /** The task whose name follows another; the empty name comes before all. */
  Optional<String> taskAfter(String name) {
    return database.transaction(sql -> RetentionTable.taskAfter(sql, name));
  }

  /** A task's runs that may go: those done, those that failed, those skipped. */
  List<OutlivedRuns> of(String task) {
    return database.transaction(
        sql -> {
          Set<Long> kept = lastRuns(sql, task);
          return List.of(
              outlived(sql, task, kept, DONE, settings.runs(), settings.keep()),
              outlived(sql, task, kept, FAILED, settings.failures(), settings.keepFailures()),
              outlived(sql, task, kept, SKIPPED, settings.skips(), settings.keep()));
        });
  }

  /** The last run, and the last one that was more than a skip. */
  private static Set<Long> lastRuns(Sql sql, String task) throws SQLException {
    var last = new HashSet<Long>();
    RetentionTable.newest(sql, task, ALL, 0).ifPresent(last::add);
    RetentionTable.newest(sql, task, EXECUTED, 0).ifPresent(last::add);
    return last;
  }

  private OutlivedRuns outlived(
      Sql sql, String task, Set<Long> kept, Set<RunState> states, int most, Duration keep)
      throws SQLException {
    long countedOut = RetentionTable.newest(sql, task, states, most).orElse(Long.MIN_VALUE);
    Instant cutoff = now.minus(keep);
    // No run ends before its id was made, so that none above both limits can be old.
    long below = Stream.of(countedOut + 1, RunIds.firstAt(cutoff)).max(Long::compare).get();
    return new OutlivedRuns(database, task, states, kept, countedOut, cutoff, below);
  }
}
