package dev.groundcrew.cluster;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hears each signal until it is said to be handled. Ids become visible out of order, so it looks
 * back a while each time and leaves out what it knows. For one thread.
 */
public final class Signals {
  /** Longer than any transaction that sends one, and than a pause between two looks. */
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private static final Duration KEPT = Duration.ofHours(1);

  private final Set<Long> handled = new HashSet<>();

  /**
   * What has been said and is not {@linkplain #handled handled} yet. Signals have their effect once
   * or more: a repeat must not hurt. Whoever did not ask for longer than 30 s has missed some.
   */
  public List<Signal> heard(Sql sql) throws SQLException {
    List<Signal> recent = SignalTable.since(sql, WINDOW);
    handled.retainAll(recent.stream().map(Signal::id).collect(Collectors.toSet()));
    return recent.stream().filter(signal -> !handled.contains(signal.id())).toList();
  }

  /** What a signal asks for has been done: it is not heard again. */
  public void handled(Signal signal) {
    handled.add(signal.id());
  }

  /** Deletes what every live node has heard long ago. */
  public int tidy(Sql sql) throws SQLException {
    return SignalTable.forget(sql, KEPT);
  }
}
