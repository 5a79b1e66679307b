package dev.groundcrew.run;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What retention asks of {@code groundcrew_run}. Every statement follows the index on task and
 * descending id. Stateless.
 */
final class RetentionTable {
  private RetentionTable() {}

  /** The first task with runs whose name comes after another, in the database's order. */
  static Optional<String> taskAfter(Sql sql, String name) throws SQLException {
    return sql.first(
        """
        select task from groundcrew_run where task > ?
        order by task, id desc fetch first row only
        """,
        row -> row.text("task"),
        name);
  }

  /**
   * A run by its place among the newest of a task.
   *
   * @param place 0 is the newest
   */
  static Optional<Long> newest(Sql sql, String task, Set<RunState> states, int place)
      throws SQLException {
    return sql.first(
        newestQuery(states), row -> row.number("id"), arguments(List.of(task), states, place));
  }

  static String newestQuery(Set<RunState> states) {
    return "select id from groundcrew_run where task = ? and state in "
        + marks(states)
        + " order by task, id desc offset ? rows fetch first row only";
  }

  /**
   * Final runs of a task that nobody needs any more, the newest first.
   *
   * @param below only ids smaller than this
   * @param countedOut every id up to this one is too many
   * @param cutoff every run that ended earlier is too old
   */
  static List<Long> old(
      Sql sql,
      String task,
      Set<RunState> states,
      long below,
      long countedOut,
      Instant cutoff,
      int limit)
      throws SQLException {
    return sql.list(
        oldQuery(states),
        row -> row.number("id"),
        arguments(List.of(task, below), states, countedOut, cutoff, limit));
  }

  static String oldQuery(Set<RunState> states) {
    return "select id from groundcrew_run where task = ? and id < ? and state in "
        + marks(states)
        + " and (id <= ? or coalesce(last_skip_at, ended_at) < ?)"
        + " order by task, id desc fetch first ? rows only";
  }

  /**
   * Deletes final runs with all that belongs to them.
   *
   * @return how many there were
   */
  static int delete(Sql sql, Collection<Long> ids) throws SQLException {
    List<Object[]> rows = ids.stream().map(id -> new Object[] {id}).toList();
    sql.batch("delete from groundcrew_run_log where run = ?", rows);
    sql.batch("delete from groundcrew_attempt where run = ?", rows);
    sql.batch("delete from groundcrew_idempotency_key where run = ?", rows);
    int deleted = 0;
    for (int touched : sql.batch("delete from groundcrew_run where id = ?", rows)) {
      deleted += touched;
    }
    return deleted;
  }

  private static String marks(Set<RunState> states) {
    return "(" + String.join(", ", Collections.nCopies(states.size(), "?")) + ")";
  }

  private static Object[] arguments(List<?> first, Set<RunState> states, Object... last) {
    var all = new ArrayList<Object>(first);
    all.addAll(states);
    Collections.addAll(all, last);
    return all.toArray();
  }
}
