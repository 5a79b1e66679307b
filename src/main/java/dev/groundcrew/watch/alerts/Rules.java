package dev.groundcrew.watch.alerts;

import java.time.Duration;
import java.util.Set;

/**
 * What is alerted.
 *
 * @param version grows with each change
 * @param failures how many times in a row a task fails before it is told, 1 to 1,000
 * @param coolDown how long the same is not told again, 0 to 24 h
 * @param kinds what is told at all; tests always are
 */
record Rules(long version, int failures, Duration coolDown, Set<AlertKind> kinds) {
  static final int MOST_FAILURES = 1_000;
  static final Duration LONGEST_COOL_DOWN = Duration.ofHours(24);

  Rules {
    kinds = Set.copyOf(kinds);
  }

  boolean tells(AlertKind kind) {
    return kind == AlertKind.TEST || kinds.contains(kind);
  }
}
