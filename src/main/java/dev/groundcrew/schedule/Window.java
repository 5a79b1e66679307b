package dev.groundcrew.schedule;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Due when the inner schedule is, but not before from, nor at until or later. */
record Window(Schedule inner, Optional<Instant> from, Optional<Instant> until) implements Schedule {
  Window {
    Objects.requireNonNull(inner, "inner");
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new IllegalArgumentException(
          "from %s must be before until %s".formatted(from.get(), until.get()));
    }
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return inner
        .next(after)
        .flatMap(due -> from.filter(due::isBefore).map(this::firstFrom).orElse(Optional.of(due)))
        .filter(due -> until.isEmpty() || due.isBefore(until.get()));
  }

  private Optional<Instant> firstFrom(Instant start) {
    return fromEnd() ? Optional.of(start) : inner.next(start.minusNanos(1));
  }

  @Override
  public boolean fromEnd() {
    return inner.fromEnd();
  }
}
