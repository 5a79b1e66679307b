package dev.groundcrew.cluster;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hears each signal once. Ids become visible out of order, so it looks back a while each time and
 * leaves out what it knows. For one thread.
 */
public final class Signals {
  /** Longer than any transaction that sends one, and than a pause between two looks. */
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private static final Duration KEPT = Duration.ofHours(1);

  private Set<Long> known = new HashSet<>();

  /**
   * What is new since the last look. Signals have their effect once or more: a repeat must not
   * hurt.
   */
  public List<Signal> heard(Sql sql) throws SQLException {
    List<Signal> recent = SignalTable.since(sql, WINDOW);
    List<Signal> fresh = recent.stream().filter(signal -> !known.contains(signal.id())).toList();
    var now = new HashSet<Long>();
    recent.forEach(signal -> now.add(signal.id()));
    known = now;
    return fresh;
  }

  /** Deletes what every live node has heard long ago. */
  public int tidy(Sql sql) throws SQLException {
    return SignalTable.forget(sql, KEPT);
  }
}
