package dev.groundcrew.schedule;

import java.time.Instant;
import java.util.Optional;

/** Not due by itself. */
record Never() implements Schedule {
  @Override
  public Optional<Instant> next(Instant after) {
    return Optional.empty();
  }
}
