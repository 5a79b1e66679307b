package dev.groundcrew.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes whoever guesses wait (rule 11 of the package). Counts by account and address together, so
 * that nobody can lock somebody else out from elsewhere. On this node, in memory. Safe for use by
 * several threads.
 */
final class BackOff {
  private static final int FREE = 5;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST = 10_000;

  private final InstantSource clock;

  // Guarded by itself; the one that failed longest ago comes first.
  private final Map<Key, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
          return size() > MOST;
        }
      };

  private record Key(String account, String address) {}

  /**
   * Failures in a row.
   *
   * @param until when the next try is heard
   */
  private record Failures(int count, Instant until) {}

  BackOff(InstantSource clock) {
    this.clock = clock;
  }

  /** How long the caller must wait before a try is heard; empty if it is heard now. */
  Optional<Duration> pause(String account, String address) {
    synchronized (failures) {
      return Optional.ofNullable(failures.get(new Key(account, address)))
          .map(failed -> Duration.between(clock.instant(), failed.until))
          .filter(pause -> pause.compareTo(Duration.ZERO) > 0);
    }
  }

  /** A try was wrong: the fifth costs a second, each one after it twice as long as the last. */
  void failed(String account, String address) {
    Instant now = clock.instant();
    synchronized (failures) {
      failures.compute(
          new Key(account, address),
          (key, before) -> {
            boolean isOld = before == null || !now.isBefore(before.until.plus(LONGEST));
            int count = isOld ? 1 : before.count + 1;
            return new Failures(count, now.plus(pauseAfter(count)));
          });
    }
  }

  private static Duration pauseAfter(int count) {
    if (count < FREE) {
      return Duration.ZERO;
    }
    // 2^10 seconds are more than the longest pause.
    Duration pause = FIRST.multipliedBy(1L << Math.min(count - FREE, 10));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }

  /** A try was right. */
  void succeeded(String account, String address) {
    synchronized (failures) {
      failures.remove(new Key(account, address));
    }
  }
}
