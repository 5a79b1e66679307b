package dev.groundcrew.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Due at {@code anchor + k * period}, k from 0. */
record FixedRate(Duration period, Instant anchor) implements Schedule {
  /** Longer times overflow a long of nanoseconds. */
  private static final Duration COUNTABLE = Duration.ofDays(100_000);

  FixedRate {
    Bounds.requirePeriod("period", period);
    Bounds.requireInstant("anchor", anchor);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Instant next = after.isBefore(anchor) ? anchor : following(Bounds.clamp(after));
    return next.isBefore(Bounds.END) ? Optional.of(next) : Optional.empty();
  }

  private Instant following(Instant after) {
    return after.plusNanos(period.toNanos() - sinceLast(Duration.between(anchor, after)));
  }

  /** Nanoseconds since the last multiple of the period. */
  private long sinceLast(Duration elapsed) {
    if (elapsed.compareTo(COUNTABLE) < 0) {
      return elapsed.toNanos() % period.toNanos();
    }
    return elapsed.minus(period.multipliedBy(elapsed.dividedBy(period))).toNanos();
  }
}
