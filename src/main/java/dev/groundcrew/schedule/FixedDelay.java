package dev.groundcrew.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Due a pause after the end of the last run. */
record FixedDelay(Duration pause) implements Schedule {
  FixedDelay {
    Bounds.requirePeriod("pause", pause);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Instant next = Bounds.clamp(after).plus(pause);
    return next.isBefore(Bounds.END) ? Optional.of(next) : Optional.empty();
  }

  @Override
  public boolean fromEnd() {
    return true;
  }
}
