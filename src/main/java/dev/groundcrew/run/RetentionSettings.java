package dev.groundcrew.run;

import dev.groundcrew.settings.SettingsReader;
import java.time.Duration;

/**
 * How much of the history stays.
 *
 * @param keep how long a final run stays
 * @param keepFailures how long one that failed stays; never shorter than {@code keep}
 * @param runs how many runs of a task stay that were executed and did not fail
 * @param failures how many of a task's failures stay
 * @param skips how many of a task's skipped runs stay
 */
record RetentionSettings(Duration keep, Duration keepFailures, int runs, int failures, int skips) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3_660);
  private static final int MOST = 10_000_000;

  /** Reads {@code groundcrew.history.*}. */
  static RetentionSettings read(SettingsReader reader) {
    Duration keep =
        reader.duration("groundcrew.history.keep", Duration.ofDays(30), SHORTEST, LONGEST);
    Duration failures =
        reader.duration(
            "groundcrew.history.keep-failures", Duration.ofDays(120), SHORTEST, LONGEST);
    return new RetentionSettings(
        keep,
        failures.compareTo(keep) < 0 ? keep : failures,
        reader.integer("groundcrew.history.runs-per-task", 20_000, 1, MOST),
        reader.integer("groundcrew.history.failures-per-task", 20_000, 1, MOST),
        reader.integer("groundcrew.history.skips-per-task", 1_000, 1, MOST));
  }
}
