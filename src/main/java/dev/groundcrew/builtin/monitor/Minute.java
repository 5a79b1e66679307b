package dev.groundcrew.builtin.monitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** All samples of one minute, by metric. For one thread at a time. */
final class Minute {
  private final Instant start;
  private final Map<String, DoubleSummaryStatistics> metrics = new TreeMap<>();

  /** A minute without samples yet, by its {@link #startOf}. */
  Minute(Instant start) {
    this.start = start;
  }

  static Instant startOf(Instant within) {
    return within.truncatedTo(ChronoUnit.MINUTES);
  }

  Instant start() {
    return start;
  }

  void add(Sample sample) {
    sample
        .values()
        .forEach(
            (metric, value) ->
                metrics
                    .computeIfAbsent(metric, name -> new DoubleSummaryStatistics())
                    .accept(value));
  }

  Map<String, DoubleSummaryStatistics> metrics() {
    return metrics;
  }
}
