package dev.groundcrew.execution;

import java.time.Duration;
import java.util.Optional;

/**
 * When a run that is held back must be let go: as soon as the time that is left to it falls under
 * the time that it is likely to take. Immutable.
 */
final class Deadline {
  /** Nothing presses. */
  static final Deadline NONE = new Deadline(Long.MAX_VALUE);

  /** Nothing may hold the run back. */
  static final Deadline NOW = new Deadline(Long.MIN_VALUE);

  private final long letGoAt;

  private Deadline(long letGoAt) {
    this.letGoAt = letGoAt;
  }

  /**
   * The deadline of a run that begins now.
   *
   * @param now of {@link System#nanoTime}
   * @param left until it must have ended
   * @param usual the time that 95 % of its task's recent runs took at most; if that is not known,
   *     half of what is left
   */
  static Deadline of(long now, Duration left, Optional<Duration> usual) {
    long slack = left.minus(usual.orElseGet(() -> left.dividedBy(2))).toNanos();
    return new Deadline(now + Math.max(0, slack));
  }

  boolean isNear(long now) {
    return this == NOW || (this != NONE && now - letGoAt >= 0);
  }
}
