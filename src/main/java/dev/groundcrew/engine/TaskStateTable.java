package dev.groundcrew.engine;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statements on {@code groundcrew_task}, within the transaction of their caller. Stateless. */
public final class TaskStateTable {
  /** The row that stands for the whole; no task can be called so. */
  static final String WHOLE = "*";

  private TaskStateTable() {}

  /** Makes rows for tasks that have none. A second node that does the same at once is no fault. */
  public static void ensure(Sql sql, Collection<String> tasks) throws SQLException {
    Set<String> known =
        new HashSet<>(sql.list("select name from groundcrew_task", row -> row.text("name")));
    List<Object[]> missing =
        tasks.stream()
            .filter(task -> !known.contains(task))
            .map(task -> new Object[] {task})
            .toList();
    String conflict = sql.dialect().clusters() ? " on conflict do nothing" : "";
    sql.batch("insert into groundcrew_task (name) values (?)" + conflict, missing);
  }

  /** Every task that there is or was, and has not been forgotten. */
  public static List<String> names(Sql sql) throws SQLException {
    return sql.list(
        "select name from groundcrew_task where name <> ? order by name",
        row -> row.text("name"),
        WHOLE);
  }

  /** Forgets a task that somebody has deleted. */
  public static void forget(Sql sql, String task) throws SQLException {
    sql.update("delete from groundcrew_task where name = ?", task);
  }

  /**
   * Nobody else decides about the task until the transaction ends. Makes its row if there is none:
   * without one nothing would be locked.
   */
  static void lock(Sql sql, String task) throws SQLException {
    if (!lockRow(sql, task)) {
      ensure(sql, List.of(task));
      lockRow(sql, task);
    }
  }

  private static boolean lockRow(Sql sql, String task) throws SQLException {
    return sql.first(
            "select name from groundcrew_task where name = ? for update",
            row -> row.text("name"),
            task)
        .isPresent();
  }

  /** Locks those of some tasks that nobody else has locked. PostgreSQL only. */
  static Set<String> lockFree(Sql sql, Collection<String> tasks) throws SQLException {
    return new HashSet<>(
        sql.list(
            "select name from groundcrew_task where name in ("
                + String.join(", ", tasks.stream().map(task -> "?").toList())
                + ") order by name for update skip locked",
            row -> row.text("name"),
            tasks.toArray()));
  }

  /** What is said of each task and of the whole. */
  static Map<String, TaskState> all(Sql sql) throws SQLException {
    var states = new HashMap<String, TaskState>();
    sql.list(
            """
            select name, paused_at, paused_by, pause_reason, paused_until, quarantined_at,
              quarantine_reason
            from groundcrew_task where paused_at is not null or quarantined_at is not null
            """,
            row -> Map.entry(row.text("name"), read(row)))
        .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
    return states;
  }

  private static TaskState read(Row row) throws SQLException {
    Instant pausedAt = row.instant("paused_at");
    Optional<TaskState.Pause> pause =
        pausedAt == null
            ? Optional.empty()
            : Optional.of(
                new TaskState.Pause(
                    pausedAt,
                    row.text("paused_by"),
                    row.optionalText("pause_reason").orElse(""),
                    row.optionalInstant("paused_until")));
    Instant quarantinedAt = row.instant("quarantined_at");
    return new TaskState(
        pause,
        quarantinedAt == null
            ? Optional.empty()
            : Optional.of(new TaskState.Quarantine(quarantinedAt, row.text("quarantine_reason"))));
  }

  static void pause(Sql sql, String task, TaskState.Pause pause) throws SQLException {
    sql.update(
        """
        update groundcrew_task set paused_at = ?, paused_by = ?, pause_reason = ?, paused_until = ?
        where name = ?
        """,
        pause.at(),
        pause.by(),
        pause.reason(),
        pause.until(),
        task);
  }

  static void resume(Sql sql, String task) throws SQLException {
    sql.update(
        """
        update groundcrew_task set paused_at = null, paused_by = null, pause_reason = null,
          paused_until = null, quarantined_at = null, quarantine_reason = null
        where name = ?
        """,
        task);
  }

  static void quarantine(Sql sql, String task, String reason) throws SQLException {
    sql.update(
        """
        update groundcrew_task set quarantined_at = current_timestamp, quarantine_reason = ?
        where name = ? and quarantined_at is null
        """,
        reason,
        task);
  }
}
