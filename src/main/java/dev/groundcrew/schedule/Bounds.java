package dev.groundcrew.schedule;

import java.time.Duration;
import java.time.Instant;

/** The limits that every kind of schedule keeps. */
final class Bounds {
  /** Due times before this are not looked for; searches that start earlier start here. */
  static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  /** Due times from here on do not count. */
  static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private Bounds() {}

  static void requirePeriod(String name, Duration period) {
    requireWithin(name, period, LONGEST);
  }

  static void requireInstant(String name, Instant value) {
    if (value.isBefore(FIRST) || !value.isBefore(END)) {
      throw new IllegalArgumentException(
          "%s %s must lie in the years 1 to 9999".formatted(name, value));
    }
  }

  static void requireWithin(String name, Duration value, Duration longest) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "%s %s must be %s to %s".formatted(name, value, SHORTEST, longest));
    }
  }

  /** The same instant, brought into the range in which due times are looked for. */
  static Instant clamp(Instant after) {
    return after.isBefore(FIRST) ? FIRST : after.isAfter(END) ? END : after;
  }
}
