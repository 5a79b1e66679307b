package dev.groundcrew.engine.compare;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import dev.groundcrew.task.Mode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements on {@code groundcrew_comparison}. Stateless. */
final class ComparisonTable {
  private static final int KEPT = 20;
  private static final String SELECT =
      """
      select id, task, node, requested_by, state, reason, began_at, ended_at, modes, runs, together,
        rounds, figures
      from groundcrew_comparison
      """;

  private ComparisonTable() {}

  /**
   * Stores one that begins; of its task the newest twenty stay.
   *
   * @param overdueAt after which its node has died, or it would say how it ended
   */
  static void insert(Sql sql, Comparison begun, Instant overdueAt) throws SQLException {
    sql.update(
        """
        insert into groundcrew_comparison (
          id, task, node, requested_by, state, began_at, overdue_at, modes, runs, together, rounds,
          figures)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        begun.id(),
        begun.task(),
        begun.node(),
        begun.requestedBy(),
        begun.state(),
        begun.beganAt(),
        overdueAt,
        begun.modes().stream().map(Mode::name).collect(Collectors.joining(",")),
        begun.runs(),
        begun.together(),
        begun.rounds(),
        FiguresJson.write(begun.figures()));
    sql.update(
        """
        delete from groundcrew_comparison where task = ? and state <> 'RUNNING' and id not in (
          select id from groundcrew_comparison where task = ? order by id desc limit ?)""",
        begun.task(),
        begun.task(),
        KEPT);
  }

  static Optional<Comparison> find(Sql sql, long id) throws SQLException {
    return sql.first(SELECT + "where id = ?", ComparisonTable::read, id);
  }

  /** The newest first, of one task or of all. */
  static List<Comparison> list(Sql sql, Optional<String> task, long below, int limit)
      throws SQLException {
    return task.isPresent()
        ? sql.list(
            SELECT + "where task = ? and id < ? order by id desc limit ?",
            ComparisonTable::read,
            task,
            below,
            limit)
        : sql.list(
            SELECT + "where id < ? order by id desc limit ?", ComparisonTable::read, below, limit);
  }

  /** Stores what has been seen so far. */
  static void seen(Sql sql, long id, List<Figures> figures) throws SQLException {
    sql.update(
        "update groundcrew_comparison set figures = ? where id = ? and state = 'RUNNING'",
        FiguresJson.write(figures),
        id);
  }

  /** Stores its end. */
  static void ended(Sql sql, long id, Trial.Ending how, List<Figures> figures) throws SQLException {
    sql.update(
        """
        update groundcrew_comparison
        set figures = ?, state = ?, reason = ?, ended_at = current_timestamp
        where id = ? and state = 'RUNNING'""",
        FiguresJson.write(figures),
        how.state(),
        how.reason(),
        id);
  }

  /** Wants its end; whichever node runs it looks every second. */
  static boolean cancel(Sql sql, long id, String by) throws SQLException {
    return sql.update(
            "update groundcrew_comparison set cancelled_by = ? where id = ? and state = 'RUNNING'",
            by,
            id)
        > 0;
  }

  /** Who wants its end; empty if nobody does. */
  static Optional<String> cancelledBy(Sql sql, long id) throws SQLException {
    return sql.first(
            "select cancelled_by from groundcrew_comparison where id = ?",
            row -> row.optionalText("cancelled_by"),
            id)
        .flatMap(by -> by);
  }

  /** Settles those whose nodes have not said in time how they ended. */
  static void abandonOverdue(Sql sql) throws SQLException {
    sql.update(
        """
        update groundcrew_comparison
        set state = 'ABANDONED', reason = 'its node did not say how it ended',
          ended_at = current_timestamp
        where state = 'RUNNING' and overdue_at < current_timestamp""");
  }

  private static Comparison read(Row row) throws SQLException {
    return new Comparison(
        row.number("id"),
        row.text("task"),
        row.text("node"),
        row.text("requested_by"),
        Comparison.State.valueOf(row.text("state")),
        row.optionalText("reason"),
        row.instant("began_at"),
        row.optionalInstant("ended_at"),
        Arrays.stream(row.text("modes").split(",", -1)).map(Mode::valueOf).toList(),
        (int) row.number("runs"),
        (int) row.number("together"),
        (int) row.number("rounds"),
        FiguresJson.read(row.text("figures")));
  }
}
