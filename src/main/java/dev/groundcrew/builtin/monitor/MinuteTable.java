package dev.groundcrew.builtin.monitor;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;

/** The statements on {@code groundcrew_monitor_minute}. Stateless. */
final class MinuteTable {
  private MinuteTable() {}

  /** Stores minutes; one that is there already, from before a restart, is replaced. */
  static void store(Sql sql, String task, String node, Collection<Minute> minutes)
      throws SQLException {
    var keys = new ArrayList<Object[]>();
    var rows = new ArrayList<Object[]>();
    for (Minute minute : minutes) {
      keys.add(new Object[] {task, node, minute.start()});
      minute
          .metrics()
          .forEach(
              (metric, seen) ->
                  rows.add(
                      new Object[] {
                        task,
                        node,
                        minute.start(),
                        metric,
                        seen.getMin(),
                        seen.getAverage(),
                        seen.getMax(),
                        seen.getCount()
                      }));
    }
    sql.batch(
        "delete from groundcrew_monitor_minute where task = ? and node = ? and minute_at = ?",
        keys);
    sql.batch(
        """
        insert into groundcrew_monitor_minute
          (task, node, minute_at, metric, least, average, most, samples)
        values (?, ?, ?, ?, ?, ?, ?, ?)""",
        rows);
  }

  static void forget(Sql sql, String task, String node, Instant before) throws SQLException {
    sql.update(
        "delete from groundcrew_monitor_minute where task = ? and node = ? and minute_at < ?",
        task,
        node,
        before);
  }
}
