package dev.groundcrew.cluster;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The statements on {@code groundcrew_node}. Stateless. */
public final class NodeTable {
  private NodeTable() {}

  /**
   * An earlier life of a node.
   *
   * @param startedAt when it began
   * @param stoppedAt when it ended in order; empty if it died
   * @param left runs whose code had not ended when it stopped, in words; empty if there were none
   */
  public record Life(Instant startedAt, Optional<Instant> stoppedAt, Optional<String> left) {}

  /** Notes that a node starts, and tells of its life before. */
  public static Optional<Life> start(Sql sql, String node) throws SQLException {
    Instant now = sql.now();
    Optional<Life> before =
        sql.first(
            "select started_at, stopped_at, left_runs from groundcrew_node where name = ?",
            row ->
                new Life(
                    row.instant("started_at"),
                    row.optionalInstant("stopped_at"),
                    row.optionalText("left_runs")),
            node);
    if (before.isPresent()) {
      sql.update(
          """
          update groundcrew_node set started_at = ?, stopped_at = null, left_runs = null
          where name = ?""",
          now,
          node);
    } else {
      sql.update("insert into groundcrew_node (name, started_at) values (?, ?)", node, now);
    }
    return before;
  }

  /** Notes that a node has stopped in order. */
  public static void stop(Sql sql, String node, Optional<String> left) throws SQLException {
    sql.update(
        "update groundcrew_node set stopped_at = ?, left_runs = ? where name = ?",
        sql.now(),
        left,
        node);
  }
}
