package dev.groundcrew.run;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The statements that sum {@code groundcrew_run} up, each at a bounded cost. Stateless. */
public final class RunSummaryTable {
  /** Where counting ends: a count of this many means this many or more. */
  public static final int MOST = 1_000;

  private RunSummaryTable() {}

  /**
   * As much of a run as a bar of a chart needs.
   *
   * @param id of the run
   * @param state where it stands
   * @param queuedAt when it came to be
   * @param startedAt when its last attempt began
   * @param endedAt when it ended
   */
  public record Bar(
      long id,
      RunState state,
      Instant queuedAt,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt) {
    /** How long its last attempt took; empty if it has not ended or never began. */
    public Optional<Duration> took() {
      return startedAt.flatMap(start -> endedAt.map(end -> Duration.between(start, end)));
    }
  }

  /**
   * Counts runs in some states, {@link #MOST} of each state at most.
   *
   * @param since came to be at this instant or later
   */
  public static long count(Sql sql, Collection<RunState> states, Instant since)
      throws SQLException {
    long sum = 0;
    for (RunState state : states) {
      sum += count(sql, state, since);
    }
    return sum;
  }

  private static long count(Sql sql, RunState state, Instant since) throws SQLException {
    // For the index of states, which knows no run that succeeded.
    String rare = state == RunState.SUCCEEDED ? "" : " and state <> 'SUCCEEDED'";
    return sql.first(
            """
            select count(*) as counted from (
              select id from groundcrew_run where state = ? and id >= ?%s
              order by state, id desc fetch first 1000 rows only) newest
            """
                .formatted(rare),
            row -> row.number("counted"),
            state,
            RunIds.firstAt(since))
        .orElse(0L);
  }

  /** The newest runs of a task, the newest first. */
  public static List<Bar> newest(Sql sql, String task, int limit) throws SQLException {
    return sql.list(
        """
        select id, state, queued_at, started_at, ended_at from groundcrew_run
        where task = ? order by task, id desc fetch first ? rows only
        """,
        row ->
            new Bar(
                row.number("id"),
                RunState.valueOf(row.text("state")),
                row.instant("queued_at"),
                row.optionalInstant("started_at"),
                row.optionalInstant("ended_at")),
        task,
        limit);
  }

  /**
   * How often a task had failed in a row just before one of its runs, {@link #MOST} at most; in the
   * cluster or on the run's node, by where it may run.
   */
  public static int failuresBefore(Sql sql, Run run) throws SQLException {
    List<RunState> before =
        sql.list(
            """
            select state from groundcrew_run
            where task = ? and id < ? and scope_node = ?
              and state in ('SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABANDONED')
            order by task, id desc fetch first ? rows only
            """,
            row -> RunState.valueOf(row.text("state")),
            run.task(),
            run.id(),
            run.onlyOn(),
            MOST);
    int success = before.indexOf(RunState.SUCCEEDED);
    return success < 0 ? before.size() : success;
  }
}
