package dev.groundcrew.execution;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time for people. */
final class Span {
  private Span() {}

  /** Such as "0.2 ms", "50 ms", "3.2 s" or "4 min": two digits at least, no more than needed. */
  static String inWords(Duration span) {
    double millis = span.toNanos() / 1e6;
    if (millis < 999.5) {
      return digits(millis) + " ms";
    }
    double seconds = millis / 1_000;
    return seconds < 99.5 ? digits(seconds) + " s" : Math.round(seconds / 60) + " min";
  }

  private static String digits(double value) {
    return value < 9.95
        ? String.format(Locale.ROOT, "%.1f", value).replace(".0", "")
        : Long.toString(Math.round(value));
  }
}
