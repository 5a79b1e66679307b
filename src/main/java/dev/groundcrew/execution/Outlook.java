package dev.groundcrew.execution;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What is known of an attempt before it begins.
 *
 * @param gate where it waits while requests need the machine
 * @param usual the time that 95 % of its task's recent runs took at most
 * @param cpuNanos CPU time that it is likely to use
 */
record Outlook(Gate gate, Optional<Duration> usual, long cpuNanos) {
  private static final Duration LASTING = Duration.ofMillis(2);

  /** What a run costs beside its own work, at least. */
  private static final long LEAST = TimeUnit.MICROSECONDS.toNanos(200);

  /** A long run does not keep others from their turn: it is held back at its own checkpoints. */
  private static final long MOST = TimeUnit.MILLISECONDS.toNanos(100);

  Outlook {
    cpuNanos = Math.min(MOST, Math.max(LEAST, cpuNanos));
  }

  /**
   * Whether it is worth asking how it fares for a processor, which costs some microseconds: of long
   * runs, and of the first.
   */
  boolean lasting() {
    return usual.map(time -> time.compareTo(LASTING) >= 0).orElse(true);
  }
}
