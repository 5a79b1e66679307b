package dev.groundcrew.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Due when the inner schedule is, but not on these dates. */
record ExceptDates(Schedule inner, Set<LocalDate> dates, ZoneId zone) implements Schedule {
  private static final int MOST_DATES = 10_000;

  ExceptDates {
    Objects.requireNonNull(inner, "inner");
    Objects.requireNonNull(zone, "zone");
    dates = Set.copyOf(dates);
    if (dates.size() > MOST_DATES) {
      throw new IllegalArgumentException(
          "%d dates are too many: at most %d".formatted(dates.size(), MOST_DATES));
    }
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Optional<Instant> due = inner.next(after);
    while (due.isPresent() && isExcluded(due.get())) {
      Instant start = endOfExclusion(due.get());
      due = fromEnd() ? Optional.of(start) : inner.next(start.minusNanos(1));
    }
    return due;
  }

  private boolean isExcluded(Instant due) {
    return dates.contains(LocalDate.ofInstant(due, zone));
  }

  private Instant endOfExclusion(Instant excluded) {
    LocalDate date = LocalDate.ofInstant(excluded, zone).plusDays(1);
    while (dates.contains(date)) {
      date = date.plusDays(1);
    }
    ZonedDateTime start = date.atStartOfDay(zone);
    // Where clocks go back across midnight a date begins twice: never step backwards.
    return start.toInstant().isAfter(excluded)
        ? start.toInstant()
        : start.withLaterOffsetAtOverlap().toInstant();
  }

  @Override
  public boolean fromEnd() {
    return inner.fromEnd();
  }
}
