package dev.groundcrew.cluster;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The statements on {@code groundcrew_signal}. Stateless. */
public final class SignalTable {
  private SignalTable() {}

  /** Tells all nodes, once the transaction that causes it commits. */
  public static void send(Sql sql, Signal.Kind kind, String target) throws SQLException {
    sql.update(
        "insert into groundcrew_signal (id, created_at, kind, target) values ("
            + sql.dialect().nextOf("groundcrew_signal_id")
            + ", current_timestamp, ?, ?)",
        kind,
        target);
  }

  /** What was said in the last while, the oldest first. */
  static List<Signal> since(Sql sql, Duration window) throws SQLException {
    return sql.list(
        "select id, kind, target from groundcrew_signal where created_at > ? order by id",
        row ->
            new Signal(row.number("id"), Signal.Kind.valueOf(row.text("kind")), row.text("target")),
        sql.now().minus(window));
  }

  /** Forgets what every live node has heard long ago. */
  static int forget(Sql sql, Duration age) throws SQLException {
    return sql.update("delete from groundcrew_signal where created_at < ?", sql.now().minus(age));
  }
}
