package dev.groundcrew.builtin.monitor;

import dev.groundcrew.builtin.ThresholdCrossed;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.task.PublishesData;
import dev.groundcrew.task.TaskContext;
import dev.groundcrew.task.TaskData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Samples, keeps, judges. Safe for use by several threads: one run at a time. */
final class Monitor implements PublishesData {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_WAITING = 60;

  private final String task;
  private final String node;
  private final Supplier<Sample> sampler;
  private final Series series;
  private final List<Threshold> thresholds;
  private final Database database;
  private final Consumer<ThresholdCrossed> listener;

  // Guarded by this.
  private final NavigableMap<Instant, Minute> minutes = new TreeMap<>();
  private Instant current = Instant.MIN;
  private long lost;

  /**
   * A monitor that has seen nothing yet.
   *
   * @param node whose resources these are
   * @param listener hears of each limit that is crossed
   */
  Monitor(
      String task,
      String node,
      Supplier<Sample> sampler,
      Series series,
      List<Threshold> thresholds,
      Database database,
      Consumer<ThresholdCrossed> listener) {
    this.task = task;
    this.node = node;
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
        threshold -> threshold.judge(task, sample, crossed -> tell(crossed, context)));
    boolean stored = store(context);
    String losses = lost == 0 ? "" : "; " + lost + " minutes lost, not stored in time";
    lost = stored ? 0 : lost;
    return inWords(sample) + losses;
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

  /** A clock that was set back leads to a minute that was there before: its samples join it. */
  private void rollUp(Sample sample) {
    current = Minute.startOf(sample.at());
    minutes.computeIfAbsent(current, Minute::new).add(sample);
    while (minutes.size() > MOST_WAITING + 1) {
      minutes.remove(minutes.firstKey().equals(current) ? minutes.lastKey() : minutes.firstKey());
      lost++;
    }
  }

  /** Whether finished minutes have reached the database. */
  private boolean store(TaskContext context) {
    List<Minute> finished =
        minutes.values().stream().filter(minute -> !minute.start().equals(current)).toList();
    if (finished.isEmpty()) {
      return false;
    }
    try {
      database.transaction(
          sql -> {
            MinuteTable.store(sql, task, node, finished);
            MinuteTable.forget(sql, task, node, current.minus(KEPT));
            return null;
          });
      minutes.keySet().retainAll(Set.of(current));
      return true;
    } catch (DatabaseException e) {
      String why = e.unavailable() ? "the database is away" : "the database refused";
      context.log(why + ", " + finished.size() + " minutes wait: " + e.getMessage());
      return false;
    }
  }

  /** Leaves out what the platform does not tell; processors are unknown in the first moments. */
  private static String inWords(Sample sample) {
    var words = new ArrayList<String>();
    say(words, "cpu %.0f %%", sample.value("process-cpu-percent"));
    say(words, "heap %.0f %%", sample.value("heap-percent"));
    say(words, "threads %.0f", sample.value("threads"));
    return String.join(", ", words);
  }

  private static void say(List<String> words, String format, OptionalDouble value) {
    value.ifPresent(known -> words.add(String.format(Locale.ROOT, format, known)));
  }
}
