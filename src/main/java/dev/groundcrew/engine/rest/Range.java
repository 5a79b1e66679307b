package dev.groundcrew.engine.rest;

import dev.groundcrew.web.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Some time that a request asks about.
 *
 * @param since where it begins
 * @param until where it ends, excluded
 */
record Range(Instant since, Instant until) {
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(7);

  /** An instant that can be reckoned with; finds fault with any other. */
  static Optional<Instant> instant(Query query, String name) {
    Optional<Instant> given = query.instant(name);
    if (given.filter(at -> at.isBefore(FIRST) || at.isAfter(LAST)).isPresent()) {
      query.fault(name, "must be within 2000 to 2099");
      return Optional.empty();
    }
    return given;
  }

  /** Finds fault with {@code until} if it is too early or too late. */
  static Range of(Query query, Instant since, Instant until) {
    var range = new Range(since, until);
    if (!since.isBefore(until)) {
      query.fault("until", "must be later than since, " + since);
    } else if (Duration.between(since, until).compareTo(LONGEST) > 0) {
      query.fault("until", "must be at most 7 days later than since, " + since);
    }
    return range;
  }

  boolean has(Instant instant) {
    return !instant.isBefore(since) && instant.isBefore(until);
  }
}
