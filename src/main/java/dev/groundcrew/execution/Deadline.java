package dev.groundcrew.execution;

import dev.groundcrew.run.Run;
import dev.groundcrew.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * The deadline of a run: its time-out, or the next tick of its fixed rate, which it would make a
   * skipped one.
   *
   * @param begins when it begins
   * @param nanoTime when that is, of {@link System#nanoTime}
   */
  static Deadline of(
      Run run, TaskDefinition definition, Outlook outlook, Instant begins, long nanoTime) {
    if (!definition.yields()) {
      return NOW;
    }
    Optional<Duration> untilNextTick =
        definition
            .timing()
            .every()
            .flatMap(period -> run.origin().scheduledFor().map(due -> due.plus(period)))
            .map(next -> Duration.between(begins, next));
    return Stream.concat(definition.timeout().stream(), untilNextTick.stream())
        .min(Comparator.naturalOrder())
        .map(most -> of(nanoTime, most, outlook.usual()))
        .orElse(NONE);
  }

  boolean isNear(long now) {
    return this == NOW || (this != NONE && now - letGoAt >= 0);
  }
}
