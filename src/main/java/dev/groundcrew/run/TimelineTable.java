package dev.groundcrew.run;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The statements that tell what ran when. Stateless. */
public final class TimelineTable {
  /** How many of a task's runs before an instant may still have been under way then. */
  private static final int AT_ONCE = 20;

  private static final int MOST_SLICES = 100_000;

  private TimelineTable() {}

  /**
   * The runs of a task that began in a slice of time.
   *
   * @param task its name
   * @param number of the slice: how many of its length since the epoch
   * @param runs how many began, skipped ones included
   * @param failed how many of them ended badly
   * @param skipped how many were skipped; many for one reason count once
   * @param underWay how many are still running
   * @param from when the first began
   * @param to when the last ended, if none is under way
   * @param heldBack how long requests held them back together
   */
  public record Slice(
      String task,
      long number,
      long runs,
      long failed,
      long skipped,
      long underWay,
      Instant from,
      Instant to,
      Duration heldBack) {}

  /**
   * What began within some time, by task and slice. Costs as much as that time has runs.
   *
   * @param seconds how long a slice is
   */
  public static List<Slice> slices(Sql sql, Instant since, Instant until, long seconds)
      throws SQLException {
    return sql.list(
        """
        select task, slice, count(*) as runs, min(began) as first_began, max(ended) as last_ended,
          sum(case when state in ('FAILED', 'TIMED_OUT', 'ABANDONED') then 1 else 0 end) as failed,
          sum(case when state = 'SKIPPED' then 1 else 0 end) as skipped,
          sum(case when state in ('RUNNING', 'CANCELLING') then 1 else 0 end) as under_way,
          sum(held) as held_back
        from (
          select task, state, coalesce(started_at, queued_at) as began,
            coalesce(ended_at, started_at, queued_at) as ended, coalesce(gate_nanos, 0) as held,
            floor(extract(epoch from coalesce(started_at, queued_at)) / cast(? as integer)) as slice
          from groundcrew_run where id >= ? and id < ? and state <> 'QUEUED') runs
        group by task, slice order by task, slice fetch first ? rows only
        """,
        TimelineTable::read,
        seconds,
        RunIds.firstAt(since),
        RunIds.firstAt(until),
        MOST_SLICES);
  }

  private static Slice read(Row row) throws SQLException {
    return new Slice(
        row.text("task"),
        row.number("slice"),
        row.number("runs"),
        row.number("failed"),
        row.number("skipped"),
        row.number("under_way"),
        row.instant("first_began"),
        row.instant("last_ended"),
        Duration.ofNanos(row.number("held_back")));
  }

  /** What was under way at an instant: of each task among its last 20 runs by then. */
  public static List<Run> underWay(Sql sql, Collection<String> tasks, Instant at)
      throws SQLException {
    long below = RunIds.firstAt(at.plusMillis(1));
    var found = new ArrayList<Run>();
    for (String task : tasks) {
      RunTable.list(sql, RunFilter.ofTask(task), below, AT_ONCE).stream()
          .filter(run -> wasUnderWay(run, at))
          .forEach(found::add);
    }
    return found;
  }

  private static boolean wasUnderWay(Run run, Instant at) {
    return run.state() != RunState.SKIPPED
        && run.startedAt().filter(start -> !start.isAfter(at)).isPresent()
        && run.endedAt().filter(end -> end.isBefore(at)).isEmpty();
  }
}
