package dev.groundcrew.builtin.monitor;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/** The statements on {@code groundcrew_monitor_minute}. Stateless. */
final class MinuteTable {
  private static final String JOIN =
      """
      update groundcrew_monitor_minute set
        least = case when least < ? then least else ? end,
        average = (average * samples + ?) / (samples + ?),
        most = case when most > ? then most else ? end,
        samples = samples + ?
      where task = ? and node = ? and minute_at = ? and metric = ?""";

  private MinuteTable() {}

  /** Stores minutes; samples of one that is there already join it, as after a clock set back. */
  static void store(Sql sql, String task, String node, Collection<Minute> minutes)
      throws SQLException {
    var joins = new ArrayList<Object[]>();
    var rows = new ArrayList<Object[]>();
    for (Minute minute : minutes) {
      minute
          .metrics()
          .forEach(
              (metric, seen) -> {
                Object[] key = {task, node, minute.start(), metric};
                joins.add(joined(key, seen));
                rows.add(row(key, seen));
              });
    }
    insert(sql, withoutJoined(rows, sql.batch(JOIN, joins)));
  }

  private static Object[] joined(Object[] key, DoubleSummaryStatistics seen) {
    return new Object[] {
      seen.getMin(),
      seen.getMin(),
      seen.getSum(),
      seen.getCount(),
      seen.getMax(),
      seen.getMax(),
      seen.getCount(),
      key[0],
      key[1],
      key[2],
      key[3]
    };
  }

  private static Object[] row(Object[] key, DoubleSummaryStatistics seen) {
    return new Object[] {
      key[0],
      key[1],
      key[2],
      key[3],
      seen.getMin(),
      seen.getAverage(),
      seen.getMax(),
      seen.getCount()
    };
  }

  private static List<Object[]> withoutJoined(List<Object[]> rows, int[] touched) {
    return IntStream.range(0, rows.size())
        .filter(at -> touched[at] == 0)
        .mapToObj(rows::get)
        .toList();
  }

  private static void insert(Sql sql, List<Object[]> rows) throws SQLException {
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
