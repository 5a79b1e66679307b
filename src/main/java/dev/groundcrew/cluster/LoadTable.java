package dev.groundcrew.cluster;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code groundcrew_load}: a row a node and quarter of a minute. Stateless. */
public final class LoadTable {
  private static final double MILLE = 1_000;

  private LoadTable() {}

  /** What all nodes did in a slice of time, from its number times its length on. */
  public record Slice(long number, long requests, Optional<Duration> p99, Optional<Double> cpu) {}

  /** Notes what a node did; a row of the same instant is not replaced. */
  public static void insert(Sql sql, NodeLoad load) throws SQLException {
    sql.update(
        """
        insert into groundcrew_load (node, taken_at, requests, in_flight, p99_nanos, cpu_mille, heap_bytes, heap_most,
          threads, runs, skew_millis)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        load.node(),
        load.at(),
        load.requests(),
        load.inFlight(),
        load.p99().map(Duration::toNanos),
        load.cpu().map(share -> Math.round(share * MILLE)),
        load.heap(),
        load.heapMost(),
        load.threads(),
        load.runs(),
        load.skew().toMillis());
  }

  /** Forgets what a node did before an instant. */
  public static void forget(Sql sql, String node, Instant before) throws SQLException {
    sql.update("delete from groundcrew_load where node = ? and taken_at < ?", node, before);
  }

  /** What each node did last, if that was at this instant or later. */
  public static List<NodeLoad> newest(Sql sql, Instant since) throws SQLException {
    return sql.list(
        """
        select * from groundcrew_load
        where taken_at >= ? and (node, taken_at) in (
          select node, max(taken_at) from groundcrew_load where taken_at >= ? group by node)
        """,
        LoadTable::read,
        since,
        since);
  }

  /**
   * What all nodes did together, in slices of time that are counted from the epoch: the worst p99,
   * and the mean share of the processors.
   *
   * @param seconds how long a slice is
   */
  public static List<Slice> slices(Sql sql, Instant since, Instant until, long seconds)
      throws SQLException {
    return sql.list(
        """
        select slice, sum(requests) as answered, max(p99_nanos) as slowest, cast(round(avg(cpu_mille)) as bigint) as busy
        from (
          select floor(extract(epoch from taken_at) / cast(? as integer)) as slice, requests, p99_nanos, cpu_mille
          from groundcrew_load where taken_at >= ? and taken_at < ?) taken
        group by slice order by slice
        """,
        row ->
            new Slice(
                row.number("slice"),
                row.number("answered"),
                row.optionalNumber("slowest").map(Duration::ofNanos),
                row.optionalNumber("busy").map(mille -> mille / MILLE)),
        seconds,
        since,
        until);
  }

  private static NodeLoad read(Row row) throws SQLException {
    return new NodeLoad(
        row.text("node"),
        row.instant("taken_at"),
        row.number("requests"),
        (int) row.number("in_flight"),
        row.optionalNumber("p99_nanos").map(Duration::ofNanos),
        row.optionalNumber("cpu_mille").map(mille -> mille / MILLE),
        row.number("heap_bytes"),
        row.number("heap_most"),
        (int) row.number("threads"),
        (int) row.number("runs"),
        Duration.ofMillis(row.number("skew_millis")));
  }
}
