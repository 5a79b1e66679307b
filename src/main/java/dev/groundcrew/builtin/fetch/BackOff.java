package dev.groundcrew.builtin.fetch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a task leaves a server alone that said 429 or 503 (rule 7 of the package). */
final class BackOff {
  private static final long LONGEST_SECONDS = Duration.ofMinutes(10).toSeconds();
  private static final int MOST_DOUBLINGS = 10;

  private Instant until = Instant.MIN;
  private boolean asked;
  private int failures;

  /** Why no request may be sent now, if so. */
  synchronized Optional<String> waiting(Instant now) {
    if (!now.isBefore(until)) {
      return Optional.empty();
    }
    String why = asked ? "as the server asked" : "after " + failures + " refusals in a row";
    return Optional.of("waiting until " + until.truncatedTo(ChronoUnit.SECONDS) + " " + why);
  }

  /** The server does not want requests for now. */
  synchronized void refused(Instant now, Optional<Instant> comeBack) {
    failures++;
    asked = comeBack.isPresent();
    until = comeBack.orElseGet(() -> now.plusSeconds(pause()));
  }

  private long pause() {
    return Math.min(LONGEST_SECONDS, 1L << Math.min(failures - 1, MOST_DOUBLINGS));
  }

  /** The server answered otherwise. */
  synchronized void answered() {
    failures = 0;
    until = Instant.MIN;
  }
}
