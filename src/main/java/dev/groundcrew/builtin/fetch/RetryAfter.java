package dev.groundcrew.builtin.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/** The header by which a server says when to come back (RFC 9110, 10.2.3). */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** When to come back, at most an hour from now; empty if the text is neither form. */
  static Optional<Instant> read(String text, Instant now) {
    String bare = text.strip();
    Optional<Instant> asked =
        bare.matches("\\d+") ? Optional.of(afterSeconds(bare, now)) : date(bare);
    Instant latest = now.plus(LONGEST);
    return asked.map(time -> time.isAfter(latest) ? latest : time);
  }

  private static Instant afterSeconds(String digits, Instant now) {
    // Ten digits are beyond the cap and still fit.
    return now.plusSeconds(Long.parseLong(digits.substring(0, Math.min(10, digits.length()))));
  }

  private static Optional<Instant> date(String text) {
    return Optional.ofNullable(DateUtils.parseStandardDate(text));
  }
}
