package dev.groundcrew.schedule;

import java.time.Instant;
import java.util.Optional;

/** Due at one instant. */
record Once(Instant at) implements Schedule {
  Once {
    Bounds.requireInstant("at", at);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return after.isBefore(at) ? Optional.of(at) : Optional.empty();
  }
}
