package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Holds repeating tasks to their periods while something else goes on. */
final class RunCount {
  private static final double SHARE = 0.8;

  private final GroundcrewClient client;
  private final Instant since = Instant.now();

  /** Counts from now on. */
  RunCount(GroundcrewClient client) {
    this.client = client;
  }

  /** How long it counts already. */
  Duration window() {
    return Duration.between(since, Instant.now());
  }

  /** Each of the tasks has run in at least 80 % of its ticks since the start of the count. */
  void eachHasKeptItsPeriod(Duration period, List<String> tasks) {
    Instant until = Instant.now();
    double ticks = (double) Duration.between(since, until).toNanos() / period.toNanos();
    for (String task : tasks) {
      int runs =
          client.runs("task=" + task + "&since=" + since + "&until=" + until).stream()
              .filter(run -> !run.isNull("startedAt"))
              .toList()
              .size();
      assertThat((double) runs)
          .as("runs of %s within %s ticks", task, ticks)
          .isBetween(SHARE * ticks - 1, ticks + 2);
    }
  }
}
