package dev.groundcrew.run;

import dev.groundcrew.database.Dialect;
import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import dev.groundcrew.task.Priority;
import dev.groundcrew.task.Trigger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements on {@code groundcrew_run}. Stateless. */
public final class RunTable {
  static final String COLUMNS = String.join(", ", RunColumns.NAMES);

  private static final String INSERT =
      "insert into groundcrew_run (" + COLUMNS + ") values " + marks(RunColumns.NAMES.size());

  /** The sequence of the fencing tokens. */
  private static final String FENCE = "groundcrew_fence";

  private static final Comparator<Run> STARTS_FIRST =
      Comparator.comparing((Run run) -> run.submission().priority()).thenComparing(Run::id);

  private RunTable() {}

  /** Stores new runs. */
  public static void insert(Sql sql, Collection<Run> runs) throws SQLException {
    sql.batch(INSERT, runs.stream().map(RunColumns::values).toList());
  }

  /**
   * Brings stored runs to where they stand now. A row in a final state is left alone, but for the
   * count of a skipped one, and so is one that has been claimed anew since.
   *
   * @return rows changed, for each run in order
   */
  public static int[] update(Sql sql, Collection<Run> runs) throws SQLException {
    return RunUpdate.of(sql, runs);
  }

  /**
   * Who takes runs.
   *
   * @param node its name
   * @param life its present start
   */
  public record Holder(String node, long life) {}

  /**
   * How many more runs of a task a node takes.
   *
   * @param task its name
   * @param runs at most so many, 1 or more
   */
  public record Room(String task, int runs) {}

  /**
   * Takes due runs that nobody holds: of each task those of the highest priority, then the oldest.
   * Each gets a new fencing token. Two nodes that ask at once get different runs.
   *
   * @return the runs, in the order in which they should start
   */
  public static List<Run> claim(Sql sql, Holder holder, Collection<Room> rooms)
      throws SQLException {
    if (rooms.isEmpty()) {
      return List.of();
    }
    return sql.dialect() == Dialect.POSTGRESQL
        ? claimInOneStatement(sql, holder, rooms)
        : claimTaskByTask(sql, holder, rooms);
  }

  /**
   * An array, not a join: a planner that cannot know how few are due would read the whole table for
   * a join with them.
   */
  private static List<Run> claimInOneStatement(Sql sql, Holder holder, Collection<Room> rooms)
      throws SQLException {
    var arguments = new ArrayList<Object>();
    for (Room room : rooms) {
      arguments.add(room.task());
      arguments.add(room.runs());
    }
    arguments.add(holder.node());
    arguments.add(holder.node());
    arguments.add(holder.life());
    String values =
        String.join(
            ", ", Collections.nCopies(rooms.size(), "(cast(? as varchar), cast(? as integer))"));
    String statement =
        """
        with due as materialized (
          select waiting.id
          from (values %s) as room (task, runs)
          cross join lateral (
            select id from groundcrew_run
            where task = room.task and state = 'QUEUED' and life = 0 and scope_node in ('', ?)
              and (ready_at is null or ready_at <= current_timestamp)
            order by priority, id limit room.runs for update skip locked
          ) as waiting
        )
        update groundcrew_run set node = ?, life = ?, token = %s
        where id = any (array(select id from due)) and state = 'QUEUED' and life = 0
        returning %s
        """
            .formatted(values, sql.dialect().nextOf(FENCE), COLUMNS);
    return sql.list(statement, RunTable::read, arguments.toArray()).stream()
        .sorted(STARTS_FIRST)
        .toList();
  }

  private static List<Run> claimTaskByTask(Sql sql, Holder holder, Collection<Room> rooms)
      throws SQLException {
    var claim = new Claim(holder.life(), sql.next(FENCE));
    var claimed = new ArrayList<Run>();
    for (Room room : rooms) {
      List<Run> found =
          sql.list(
              "select "
                  + COLUMNS
                  + """
                   from groundcrew_run
                  where task = ? and state = 'QUEUED' and life = 0 and scope_node in ('', ?)
                    and (ready_at is null or ready_at <= current_timestamp)
                  order by task, state, life, priority, id fetch first ? rows only
                  """,
              RunTable::read,
              room.task(),
              holder.node(),
              room.runs());
      int[] taken =
          sql.batch(
              """
              update groundcrew_run set node = ?, life = ?, token = ?
              where id = ? and state = 'QUEUED' and life = 0
              """,
              found.stream()
                  .map(run -> new Object[] {holder.node(), claim.life(), claim.token(), run.id()})
                  .toList());
      // Another transaction may have taken some between our reading and our writing.
      IntStream.range(0, taken.length)
          .filter(i -> taken[i] == 1)
          .mapToObj(i -> found.get(i).claimed(holder.node(), claim))
          .forEach(claimed::add);
    }
    return claimed;
  }

  /**
   * Stores a new run that its node takes at once.
   *
   * @return the run with its claim
   */
  public static Run insertTaken(Sql sql, Run run, Holder holder) throws SQLException {
    if (sql.dialect() != Dialect.POSTGRESQL) {
      Run taken = run.claimed(holder.node(), new Claim(holder.life(), sql.next(FENCE)));
      insert(sql, List.of(taken));
      return taken;
    }
    Run taken = run.claimed(holder.node(), new Claim(holder.life(), 0));
    var arguments = new ArrayList<>(Arrays.asList(RunColumns.values(taken)));
    arguments.remove(RunColumns.NAMES.indexOf("token"));
    long token =
        sql.first(insertWithToken(sql.dialect()), row -> row.number("token"), arguments.toArray())
            .orElseThrow();
    return run.claimed(holder.node(), new Claim(holder.life(), token));
  }

  private static String insertWithToken(Dialect dialect) {
    List<String> values = new ArrayList<>(Collections.nCopies(RunColumns.NAMES.size(), "?"));
    values.set(RunColumns.NAMES.indexOf("token"), dialect.nextOf(FENCE));
    return "insert into groundcrew_run ("
        + COLUMNS
        + ") values ("
        + String.join(", ", values)
        + ") returning token";
  }

  /** Which of some tasks have due runs that nobody holds: one look at an index for each. */
  public static List<String> waitingOf(Sql sql, String node, Collection<String> tasks)
      throws SQLException {
    if (tasks.isEmpty()) {
      return List.of();
    }
    var arguments = new ArrayList<Object>(tasks);
    arguments.add(node);
    return sql.list(waitingStatement(tasks.size()), row -> row.text("task"), arguments.toArray());
  }

  /**
   * H2 keeps the plan that it made while the table was empty, and takes the index that the order
   * names; another one would read all that a task has ever run.
   */
  static String waitingStatement(int tasks) {
    return """
        select asked.name as task from (values %s) as asked (name)
        where exists (
          select id from groundcrew_run
          where task = asked.name and state = 'QUEUED' and life = 0 and scope_node in ('', ?)
            and (ready_at is null or ready_at <= current_timestamp)
          order by task, state, life, priority, id fetch first 1 row only)
        """
        .formatted(String.join(", ", Collections.nCopies(tasks, "(cast(? as varchar(63)))")));
  }

  /** How many runs of each of some tasks are held by any node; a task without any is absent. */
  public static Map<String, Integer> heldByTask(Sql sql, Collection<String> tasks)
      throws SQLException {
    if (tasks.isEmpty()) {
      return Map.of();
    }
    return sql
        .list(
            "select task, count(*) as held from groundcrew_run where life > 0 and task in "
                + marks(tasks.size())
                + " group by task",
            row -> Map.entry(row.text("task"), (int) row.number("held")),
            tasks.toArray())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The runs of a task that some node holds: waiting for their start, or under way. */
  public static List<Run> heldOf(Sql sql, String task) throws SQLException {
    return sql.list(heldStatement(sql.dialect()), RunTable::read, task);
  }

  /** H2 has to be told of the index, or it reads all that the task has ever run. */
  static String heldStatement(Dialect dialect) {
    String index = dialect == Dialect.H2 ? " use index (groundcrew_run_held)" : "";
    return "select " + COLUMNS + " from groundcrew_run" + index + " where life > 0 and task = ?";
  }

  /**
   * Whether a run of a task waits that no node holds: due, or between two attempts. One that was
   * asked for at a later time does not stand in the way of others until then.
   */
  public static boolean waits(Sql sql, String task) throws SQLException {
    return sql.first(
            """
            select id from groundcrew_run where task = ? and state = 'QUEUED' and life = 0
              and (attempt > 0 or ready_at is null or ready_at <= current_timestamp)
            order by task, state, life, priority, id fetch first 1 row only
            """,
            row -> row.number("id"),
            task)
        .isPresent();
  }

  /** The run of a key that has not ended. The caller holds the lock of the task. */
  public static Optional<Run> liveOfKey(Sql sql, String task, String key) throws SQLException {
    return sql.first(
        "select "
            + COLUMNS
            + """
             from groundcrew_run where run_key = ? and task = ?
              and state in ('QUEUED', 'RUNNING', 'CANCELLING')
            order by run_key, id fetch first 1 row only
            """,
        RunTable::read,
        key,
        task);
  }

  /**
   * Puts back what a life took and did not start, with new tokens: should it start a run all the
   * same, since it was frozen and wakes, that is refused.
   */
  public static int giveBack(Sql sql, long life) throws SQLException {
    return sql.update(
        "update groundcrew_run set node = '', life = 0, token = "
            + sql.dialect().nextOf(FENCE)
            + " where life = ? and state = 'QUEUED'",
        life);
  }

  /** What a life took and, as far as is written, did not start. */
  public static List<Run> heldWaiting(Sql sql, long life) throws SQLException {
    return sql.list(
        "select " + COLUMNS + " from groundcrew_run where life = ? and state = 'QUEUED'",
        RunTable::read,
        life);
  }

  /** Puts some of them back, with new tokens; those that have changed since are left alone. */
  public static void giveBack(Sql sql, Collection<Run> runs) throws SQLException {
    sql.batch(
        "update groundcrew_run set node = '', life = 0, token = "
            + sql.dialect().nextOf(FENCE)
            + " where id = ? and life = ? and token = ? and state = 'QUEUED'",
        runs.stream()
            .map(run -> new Object[] {run.id(), run.claim().life(), run.claim().token()})
            .toList());
  }

  /** Ends a waiting run that nobody holds. */
  public static boolean endUntaken(Sql sql, Run ended) throws SQLException {
    return sql.update(
            """
            update groundcrew_run set state = ?, ended_at = ?, reason = ?
            where id = ? and state = 'QUEUED' and life = 0
            """,
            ended.state(),
            ended.endedAt(),
            ended.ending().reason(),
            ended.id())
        == 1;
  }

  /** Notes that a held run shall end, so that it does also if its node dies. */
  public static boolean askToEnd(Sql sql, long id, String reason) throws SQLException {
    return sql.update(
            """
            update groundcrew_run set state = 'CANCELLING', reason = ?
            where id = ? and life > 0 and state in ('QUEUED', 'RUNNING')
            """,
            reason,
            id)
        == 1;
  }

  /** How many durable runs wait for one node alone, by task, as {@link #waits} means it. */
  public static Map<String, Long> waitingOn(Sql sql, String node) throws SQLException {
    return sql
        .list(
            """
            select task, count(*) as waiting from groundcrew_run
            where state = 'QUEUED' and life = 0 and scope_node = ?
              and (attempt > 0 or ready_at is null or ready_at <= current_timestamp)
            group by task
            """,
            row -> Map.entry(row.text("task"), row.number("waiting")),
            node)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * What a life left under way, at most {@code limit} of it.
   *
   * @param holder the life; rows of releases that knew no lives are found by the node's name
   */
  public static List<Run> leftRunning(Sql sql, Holder holder, int limit) throws SQLException {
    return sql.list(
        "select "
            + COLUMNS
            + """
             from groundcrew_run where state in ('RUNNING', 'CANCELLING')
              and (life = ? or (life = 0 and node = ?))
            order by id fetch first ? rows only
            """,
        RunTable::read,
        holder.life(),
        holder.node(),
        limit);
  }

  /**
   * Takes runs from a dead life: writes where they stand now, with new tokens, so that whatever the
   * dead node may still write is refused.
   */
  public static void settle(Sql sql, Collection<Run> settled) throws SQLException {
    sql.batch(
        """
        update groundcrew_run set state = ?, node = ?, life = 0, token = %s, started_at = ?,
          ended_at = ?, attempt = ?, crashes = ?, reason = ?
        where id = ? and token = ? and state in ('RUNNING', 'CANCELLING')
        """
            .formatted(sql.dialect().nextOf(FENCE)),
        settled.stream()
            .map(
                run ->
                    new Object[] {
                      run.state(),
                      run.node(),
                      run.startedAt(),
                      run.endedAt(),
                      run.attempt(),
                      run.crashes(),
                      run.ending().reason(),
                      run.id(),
                      run.claim().token()
                    })
            .toList());
  }

  /**
   * The newest tick of a task that has a row, run or skipped.
   *
   * @param onlyOn the node, or empty for a task that is due once in the cluster
   */
  public static Optional<Instant> newestTick(Sql sql, String task, String onlyOn)
      throws SQLException {
    return newestTickRow(sql, task, onlyOn).map(run -> run.lastDue().orElseThrow());
  }

  /** The newest of the ticks before an instant that has a row. */
  public static Optional<Instant> newestTickBefore(
      Sql sql, String task, String onlyOn, Instant before) throws SQLException {
    return sql.first(
            "select "
                + COLUMNS
                + """
                 from groundcrew_run
                where task = ? and scope_node = ? and scheduled_for < ?
                order by task, scope_node, scheduled_for desc fetch first 1 row only
                """,
            RunTable::read,
            task,
            onlyOn,
            before)
        .map(run -> run.lastDue().orElseThrow());
  }

  /** The row of the newest tick. */
  public static Optional<Run> newestTickRow(Sql sql, String task, String onlyOn)
      throws SQLException {
    return sql.first(
        "select "
            + COLUMNS
            + """
             from groundcrew_run
            where task = ? and scope_node = ? and scheduled_for is not null
            order by task, scope_node, scheduled_for desc fetch first 1 row only
            """,
        RunTable::read,
        task,
        onlyOn);
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
    RunConditions conditions = RunConditions.of(filter, below);
    return sql.list(
        "select "
            + COLUMNS
            + " from groundcrew_run where "
            + conditions.text()
            + " order by "
            + conditions.newestFirst()
            + " fetch first ? rows only",
        RunTable::read,
        conditions.argumentsAnd(limit));
  }

  /**
   * How many runs fit, counted no further than to a bound: the bound means as many or more.
   *
   * @param below only ids smaller than this
   */
  public static int count(Sql sql, RunFilter filter, long below, int most) throws SQLException {
    RunConditions conditions = RunConditions.of(filter, below);
    return sql.first(
            "select count(*) as counted from (select id from groundcrew_run where "
                + conditions.text()
                + " order by "
                + conditions.newestFirst()
                + " fetch first ? rows only) as fitting",
            row -> (int) row.number("counted"),
            conditions.argumentsAnd(most))
        .orElseThrow();
  }

  /**
   * The newest retry of a run that was not skipped. The caller holds the lock of the task, or does
   * not mind another retry in this moment.
   */
  public static Optional<Run> retryOf(Sql sql, long id) throws SQLException {
    return sql
        .list(
            "select " + COLUMNS + " from groundcrew_run where retry_of = ? and state <> 'SKIPPED'",
            RunTable::read,
            id)
        .stream()
        .max(Comparator.comparingLong(Run::id));
  }

  static String marks(int count) {
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

  static Run read(Row row) throws SQLException {
    return new Run(
        row.number("id"),
        row.text("task"),
        new Origin(
            Trigger.valueOf(row.text("trigger_kind")),
            row.flag("durable"),
            row.optionalInstant("scheduled_for"),
            row.optionalText("requested_by"),
            row.optionalNumber("retry_of"),
            row.optionalText("traceparent")),
        new Submission(
            row.optionalText("run_key"),
            row.optionalText("parameters"),
            Priority.ofRank((int) row.number("priority")),
            row.optionalInstant("ready_at")),
        RunState.valueOf(row.text("state")),
        new Claim(row.number("life"), row.number("token")),
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
