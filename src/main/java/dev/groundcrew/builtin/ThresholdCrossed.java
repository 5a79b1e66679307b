package dev.groundcrew.builtin;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: a monitored value went beyond its limit, or has come back for good. Fired once each
 * way.
 *
 * @param task the monitor task
 * @param metric the parameter that sets the limit, such as {@code max-heap}
 * @param value what was seen, in percent
 * @param limit what it may be, in percent
 * @param raised true when the problem begins, false when it has cleared
 * @param at when the deciding sample was taken
 */
public record ThresholdCrossed(
    String task, String metric, double value, double limit, boolean raised, Instant at) {
  public ThresholdCrossed {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(at, "at");
  }
}
