package dev.groundcrew.builtin.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** When the next request may be made (rule 4 of the package). Guarded by its owner. */
final class BackOff {
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);
  private static final Duration LONGEST_OWN = Duration.ofMinutes(10);

  private Instant notBefore = Instant.MIN;
  private int failures;
  private String reason = "";

  /** Why no request may be made now, in words; empty if one may. */
  Optional<String> wait(Instant now) {
    return now.isBefore(notBefore)
        ? Optional.of("waiting until " + notBefore + reason)
        : Optional.empty();
  }

  void succeeded() {
    failures = 0;
    notBefore = Instant.MIN;
  }

  /** Notes a failure, and what {@code Retry-After} said if the server sent one. */
  void failed(Instant now, Optional<String> retryAfter) {
    failures++;
    Optional<Duration> asked = retryAfter.flatMap(text -> read(text, now));
    Duration doubled = Duration.ofSeconds(1L << Math.min(10, failures - 1));
    Duration own = doubled.compareTo(LONGEST_OWN) > 0 ? LONGEST_OWN : doubled;
    notBefore = now.plus(asked.orElse(own));
    reason = asked.isPresent() ? " as the server asked" : " after " + failures + " failures";
  }

  /** Seconds or an HTTP date (RFC 9110, 10.2.3). */
  private static Optional<Duration> read(String text, Instant now) {
    try {
      Duration pause =
          text.matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
      if (pause.isNegative()) {
        return Optional.of(Duration.ZERO);
      }
      return Optional.of(pause.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : pause);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
