package dev.groundcrew.cluster;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The statements on {@code groundcrew_node}: one row a name, for its present or last life.
 * Stateless.
 */
public final class NodeTable {
  private static final String COLUMNS =
      "name, life, state, started_at, heartbeat_at, stopped_at, left_runs";

  private NodeTable() {}

  /** All nodes that ever were, by name. */
  public static List<Node> all(Sql sql) throws SQLException {
    return sql.list("select " + COLUMNS + " from groundcrew_node order by name", NodeTable::read);
  }

  /** A node by its name. */
  public static Optional<Node> find(Sql sql, String name) throws SQLException {
    return sql.first(
        "select " + COLUMNS + " from groundcrew_node where name = ?", NodeTable::read, name);
  }

  /** A node by its name; nobody else changes its row until the transaction ends. */
  static Optional<Node> lock(Sql sql, String name) throws SQLException {
    return sql.first(
        "select " + COLUMNS + " from groundcrew_node where name = ? for update",
        NodeTable::read,
        name);
  }

  /** Begins a life. The caller holds the lock of an earlier row, if there is one. */
  static void begin(Sql sql, String name, long life, boolean known) throws SQLException {
    if (known) {
      sql.update(
          """
          update groundcrew_node set life = ?, state = 'ACTIVE', started_at = current_timestamp,
            heartbeat_at = current_timestamp, stopped_at = null, left_runs = null
          where name = ?
          """,
          life,
          name);
    } else {
      sql.update(
          """
          insert into groundcrew_node (name, life, state, started_at, heartbeat_at)
          values (?, ?, 'ACTIVE', current_timestamp, current_timestamp)
          """,
          name,
          life);
    }
  }

  /**
   * Notes that a life is there.
   *
   * @return false if it counts as gone: others may have taken its runs
   */
  static boolean beat(Sql sql, String name, long life) throws SQLException {
    return sql.update(
            """
            update groundcrew_node set heartbeat_at = current_timestamp
            where name = ? and life = ? and state <> 'GONE'
            """,
            name,
            life)
        == 1;
  }

  /** Live nodes that have not been heard for a lease, by the database's clock. */
  static List<Node> silent(Sql sql, Duration lease) throws SQLException {
    return sql.list(
        "select "
            + COLUMNS
            + " from groundcrew_node where state <> 'GONE' and heartbeat_at < ? order by name",
        NodeTable::read,
        sql.now().minus(lease));
  }

  /** Lives that are over and still hold runs. One statement: a life joins before it takes a run. */
  static List<Long> leftovers(Sql sql) throws SQLException {
    return sql.list(
        """
        select distinct life from groundcrew_run
        where life > 0 and life not in (select life from groundcrew_node where state <> 'GONE')
        """,
        row -> row.number("life"));
  }

  /** Ends a life that died, if it has not been heard since. */
  static boolean bury(Sql sql, Node dead) throws SQLException {
    return sql.update(
            """
            update groundcrew_node set state = 'GONE'
            where name = ? and life = ? and state <> 'GONE' and heartbeat_at = ?
            """,
            dead.name(),
            dead.life(),
            dead.heartbeatAt())
        == 1;
  }

  /** Lets a live node take runs, or not. */
  public static boolean put(Sql sql, String name, NodeState state) throws SQLException {
    return sql.update(
            "update groundcrew_node set state = ? where name = ? and state <> 'GONE'", state, name)
        == 1;
  }

  /** Notes that a life has stopped in order. */
  static void stop(Sql sql, String name, long life, Optional<String> left) throws SQLException {
    sql.update(
        """
        update groundcrew_node set state = 'GONE', stopped_at = current_timestamp, left_runs = ?
        where name = ? and life = ?
        """,
        left,
        name,
        life);
  }

  private static Node read(Row row) throws SQLException {
    Instant startedAt = row.instant("started_at");
    return new Node(
        row.text("name"),
        row.number("life"),
        NodeState.valueOf(row.text("state")),
        startedAt,
        row.optionalInstant("heartbeat_at"),
        row.optionalInstant("stopped_at"),
        row.optionalText("left_runs"));
  }
}
