package dev.groundcrew.builtin.monitor;

import dev.groundcrew.builtin.ThresholdCrossed;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.task.PublishesData;
import dev.groundcrew.task.TaskContext;
import dev.groundcrew.task.TaskData;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Samples, keeps, judges. Safe for use by several threads: one run at a time. */
final class Monitor implements PublishesData {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_WAITING = 60;

  private final String task;
  private final Supplier<Sample> sampler;
  private final Series series;
  private final List<Threshold> thresholds;
  private final Database database;
  private final Consumer<ThresholdCrossed> listener;

  // Guarded by this.
  private final Deque<Minute> finished = new ArrayDeque<>();
  private Minute current;
  private long lost;

  /**
   * A monitor that has seen nothing yet.
   *
   * @param listener hears of each limit that is crossed
   */
  Monitor(
      String task,
      Supplier<Sample> sampler,
      Series series,
      List<Threshold> thresholds,
      Database database,
      Consumer<ThresholdCrossed> listener) {
    this.task = task;
    this.sampler = sampler;
    this.series = series;
    this.thresholds = List.copyOf(thresholds);
    this.database = database;
    this.listener = listener;
  }

  @Override
  public Optional<TaskData> newest() {
    return series.newest();
  }

  @Override
  public synchronized Object run(TaskContext context) {
    Sample sample = sampler.get();
    series.add(sample);
    rollUp(sample);
    thresholds.forEach(
        threshold -> threshold.judge(task, sample).ifPresent(crossed -> tell(crossed, context)));
    store(context);
    return inWords(sample) + (lost == 0 ? "" : "; " + lost + " minutes lost, database away");
  }

  private void tell(ThresholdCrossed crossed, TaskContext context) {
    context.log(
        String.format(
            Locale.ROOT,
            "%s %s: %.1f, limit %.0f",
            crossed.metric(),
            crossed.raised() ? "exceeded" : "back to normal",
            crossed.value(),
            crossed.limit()));
    listener.accept(crossed);
  }

  private void rollUp(Sample sample) {
    if (current == null || !current.covers(sample.at())) {
      if (current != null) {
        finished.addLast(current);
      }
      current = new Minute(sample.at());
    }
    current.add(sample);
    while (finished.size() > MOST_WAITING) {
      finished.removeFirst();
      lost++;
    }
  }

  private void store(TaskContext context) {
    if (finished.isEmpty()) {
      return;
    }
    try {
      database.transaction(
          sql -> {
            MinuteTable.store(sql, task, "", finished);
            MinuteTable.forget(sql, task, "", finished.getLast().start().minus(KEPT));
            return null;
          });
      finished.clear();
    } catch (DatabaseException e) {
      context.log("the database is away, " + finished.size() + " minutes wait: " + e.getMessage());
    }
  }

  private static String inWords(Sample sample) {
    return String.format(
        Locale.ROOT,
        "cpu %.0f %%, heap %.0f %%, threads %.0f",
        sample.value("process-cpu-percent").orElse(Double.NaN),
        sample.value("heap-percent").orElse(Double.NaN),
        sample.value("threads").orElse(Double.NaN));
  }
}
