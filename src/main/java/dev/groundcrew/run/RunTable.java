package dev.groundcrew.run;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import dev.groundcrew.task.Trigger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements on {@code groundcrew_run}. Stateless. */
public final class RunTable {
  private static final String COLUMNS =
      """
      id, task, state, trigger_kind, node, scope_node, durable, scheduled_for, queued_at, started_at,
      ended_at, attempt, crashes, requested_by, retry_of, reason, message, error, stack, cpu_nanos,
      progress_done, progress_total, skips, last_skip_at, measured, wall_nanos, cpu_wait_nanos,
      others_nanos, allocated_bytes, gate_nanos""";

  private RunTable() {}

  /** Stores new runs. */
  public static void insert(Sql sql, Collection<Run> runs) throws SQLException {
    String statement =
        "insert into groundcrew_run ("
            + COLUMNS
            + ") values ("
            + String.join(", ", Collections.nCopies(30, "?"))
            + ")";
    sql.batch(statement, runs.stream().map(RunTable::values).toList());
  }

  private static Object[] values(Run run) {
    return new Object[] {
      run.id(),
      run.task(),
      run.state(),
      run.origin().trigger(),
      run.node(),
      run.onlyOn(),
      run.origin().durable(),
      run.origin().scheduledFor(),
      run.queuedAt(),
      run.startedAt(),
      run.endedAt(),
      run.attempt(),
      run.crashes(),
      run.origin().requestedBy(),
      run.origin().retryOf(),
      run.ending().reason(),
      run.ending().message(),
      run.ending().error(),
      run.ending().stack(),
      run.ending().figures().cpuNanos(),
      run.progress().done(),
      run.progress().total(),
      run.skips().count(),
      run.skips().last(),
      run.ending().figures().measured(),
      run.ending().figures().wallNanos(),
      run.ending().figures().cpuWaitNanos(),
      run.ending().figures().othersNanos(),
      run.ending().figures().allocatedBytes(),
      run.ending().figures().gateNanos()
    };
  }

  /**
   * Brings stored runs to where they stand now. A row in a final state is left alone, but for the
   * count of a skipped one.
   *
   * @return rows changed, for each run in order
   */
  public static int[] update(Sql sql, Collection<Run> runs) throws SQLException {
    String statement =
        """
        update groundcrew_run set state = ?, node = ?, started_at = ?, ended_at = ?, attempt = ?,
          crashes = ?, reason = ?, message = ?, error = ?, stack = ?, cpu_nanos = ?,
          progress_done = ?, progress_total = ?, skips = ?, last_skip_at = ?, measured = ?,
          wall_nanos = ?, cpu_wait_nanos = ?, others_nanos = ?, allocated_bytes = ?, gate_nanos = ?
        where id = ? and (state in ('QUEUED', 'RUNNING', 'CANCELLING') or (state = 'SKIPPED' and ? > skips))
        """;
    return sql.batch(statement, runs.stream().map(RunTable::changes).toList());
  }

  private static Object[] changes(Run run) {
    return new Object[] {
      run.state(),
      run.node(),
      run.startedAt(),
      run.endedAt(),
      run.attempt(),
      run.crashes(),
      run.ending().reason(),
      run.ending().message(),
      run.ending().error(),
      run.ending().stack(),
      run.ending().figures().cpuNanos(),
      run.progress().done(),
      run.progress().total(),
      run.skips().count(),
      run.skips().last(),
      run.ending().figures().measured(),
      run.ending().figures().wallNanos(),
      run.ending().figures().cpuWaitNanos(),
      run.ending().figures().othersNanos(),
      run.ending().figures().allocatedBytes(),
      run.ending().figures().gateNanos(),
      run.id(),
      run.skips().count()
    };
  }

  /**
   * Takes queued runs that nobody has taken yet, the oldest first.
   *
   * @param tasks the tasks that have room
   */
  public static List<Run> claim(Sql sql, String node, Collection<String> tasks, int limit)
      throws SQLException {
    if (tasks.isEmpty()) {
      return List.of();
    }
    var arguments = new ArrayList<Object>(tasks);
    arguments.add(node);
    arguments.add(limit);
    List<Run> found =
        sql.list(
            "select "
                + COLUMNS
                + " from groundcrew_run where state = 'QUEUED' and node = '' and task in "
                + marks(tasks.size())
                // In the order of an index: by id alone H2 sorts the whole queue for each claim.
                + " and scope_node in ('', ?) order by task, state, id fetch first ? rows only",
            RunTable::read,
            arguments.toArray());
    int[] taken =
        sql.batch(
            "update groundcrew_run set node = ? where id = ? and state = 'QUEUED' and node = ''",
            found.stream().map(run -> new Object[] {node, run.id()}).toList());
    // Another transaction may have taken some between our reading and our writing.
    return IntStream.range(0, taken.length)
        .filter(i -> taken[i] == 1)
        .mapToObj(found::get)
        .toList();
  }

  /** Puts back what this node took and did not start. */
  public static int giveBack(Sql sql, String node) throws SQLException {
    return sql.update(
        "update groundcrew_run set node = '' where state = 'QUEUED' and node = ?", node);
  }

  /** Ends a queued run that nobody has taken. */
  public static boolean endUntaken(Sql sql, Run ended) throws SQLException {
    return sql.update(
            """
            update groundcrew_run set state = ?, ended_at = ?, reason = ?
            where id = ? and state = 'QUEUED' and node = ''
            """,
            ended.state(),
            ended.endedAt(),
            ended.ending().reason(),
            ended.id())
        == 1;
  }

  /** How many durable runs of each task wait untaken. */
  public static Map<String, Long> queuedByTask(Sql sql) throws SQLException {
    return sql
        .list(
            """
            select task, count(*) as queued from groundcrew_run
            where state = 'QUEUED' and node = '' group by task
            """,
            row -> Map.entry(row.text("task"), row.number("queued")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What an earlier life of this node left running, at most {@code limit} of it. */
  public static List<Run> leftRunning(Sql sql, String node, int limit) throws SQLException {
    return sql.list(
        "select "
            + COLUMNS
            + " from groundcrew_run where state in ('RUNNING', 'CANCELLING') and node = ?"
            + " order by id fetch first ? rows only",
        RunTable::read,
        node,
        limit);
  }

  /** One run. */
  public static Optional<Run> find(Sql sql, long id) throws SQLException {
    return sql.first("select " + COLUMNS + " from groundcrew_run where id = ?", RunTable::read, id);
  }

  /**
   * Runs, the newest first.
   *
   * @param below only ids smaller than this
   */
  public static List<Run> list(Sql sql, RunFilter filter, long below, int limit)
      throws SQLException {
    var conditions = new StringBuilder("id < ?");
    var arguments = new ArrayList<Object>();
    arguments.add(below);
    alternatives(conditions, arguments, "task", filter.tasks());
    alternatives(conditions, arguments, "state", filter.states());
    alternatives(conditions, arguments, "trigger_kind", filter.triggers());
    alternatives(conditions, arguments, "node", filter.nodes());
    filter.since().ifPresent(since -> condition(conditions, arguments, "queued_at >= ?", since));
    filter.until().ifPresent(until -> condition(conditions, arguments, "queued_at < ?", until));
    arguments.add(limit);
    return sql.list(
        "select "
            + COLUMNS
            + " from groundcrew_run where "
            + conditions
            + " order by "
            + newestFirst(filter)
            + " fetch first ? rows only",
        RunTable::read,
        arguments.toArray());
  }

  /** In the order of an index, else H2 sorts all that fits the filter for each page. */
  private static String newestFirst(RunFilter filter) {
    if (filter.tasks().size() == 1) {
      return "task, id desc";
    }
    return filter.states().size() == 1 ? "state, id desc" : "id desc";
  }

  private static void alternatives(
      StringBuilder conditions, List<Object> arguments, String column, List<?> values) {
    if (!values.isEmpty()) {
      conditions.append(" and ").append(column).append(" in ").append(marks(values.size()));
      arguments.addAll(values);
    }
  }

  private static void condition(
      StringBuilder conditions, List<Object> arguments, String condition, Object value) {
    conditions.append(" and ").append(condition);
    arguments.add(value);
  }

  private static String marks(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }

  private static Figures figures(Row row) throws SQLException {
    return new Figures(
        row.optionalText("measured").map(Measured::valueOf),
        row.optionalNumber("wall_nanos"),
        row.optionalNumber("cpu_nanos"),
        row.optionalNumber("cpu_wait_nanos"),
        row.optionalNumber("others_nanos"),
        row.optionalNumber("allocated_bytes"),
        row.optionalNumber("gate_nanos"));
  }

  private static Run read(Row row) throws SQLException {
    return new Run(
        row.number("id"),
        row.text("task"),
        new Origin(
            Trigger.valueOf(row.text("trigger_kind")),
            row.flag("durable"),
            row.optionalInstant("scheduled_for"),
            row.optionalText("requested_by"),
            row.optionalNumber("retry_of")),
        RunState.valueOf(row.text("state")),
        row.text("node"),
        row.text("scope_node"),
        row.instant("queued_at"),
        row.optionalInstant("started_at"),
        row.optionalInstant("ended_at"),
        (int) row.number("attempt"),
        (int) row.number("crashes"),
        new Ending(
            row.optionalText("reason"),
            row.optionalText("message"),
            row.optionalText("error"),
            row.optionalText("stack"),
            figures(row)),
        new Progress(row.number("progress_done"), row.number("progress_total")),
        new Skips(row.number("skips"), row.optionalInstant("last_skip_at")));
  }
}
