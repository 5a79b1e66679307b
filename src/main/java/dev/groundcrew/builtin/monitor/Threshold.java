package dev.groundcrew.builtin.monitor;

import dev.groundcrew.builtin.ThresholdCrossed;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** One limit, and whether it is exceeded (rule 4 of the package). For one thread at a time. */
final class Threshold {
  private final String parameter;
  private final String metric;
  private final long limit;
  private final boolean isLeast;
  private final long clearAfter;
  private boolean raised;
  private long good;

  private Threshold(String parameter, String metric, long limit, boolean isLeast, long clearAfter) {
    this.parameter = parameter;
    this.metric = metric;
    this.limit = limit;
    this.isLeast = isLeast;
    this.clearAfter = clearAfter;
  }

  /** A value that must not be greater. */
  static Threshold most(String parameter, String metric, long limit, long clearAfter) {
    return new Threshold(parameter, metric, limit, false, clearAfter);
  }

  /** A value that must not be smaller. */
  static Threshold least(String parameter, String metric, long limit, long clearAfter) {
    return new Threshold(parameter, metric, limit, true, clearAfter);
  }

  /**
   * Judges a sample, and tells the listener if that changes anything. A limit of 0 is switched off.
   * What a listener fails to hear counts as not told: the next sample that decides tells it again.
   */
  void judge(String task, Sample sample, Consumer<ThresholdCrossed> listener) {
    OptionalDouble value = sample.value(metric);
    if (limit == 0 || value.isEmpty()) {
      return;
    }
    boolean bad = isLeast ? value.getAsDouble() < limit : value.getAsDouble() > limit;
    good = bad ? 0 : good + 1;
    boolean changes = bad ? !raised : raised && good >= clearAfter;
    if (changes) {
      listener.accept(
          new ThresholdCrossed(task, parameter, value.getAsDouble(), limit, bad, sample.at()));
      raised = bad;
    }
  }
}
