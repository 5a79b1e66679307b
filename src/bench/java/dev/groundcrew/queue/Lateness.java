package dev.groundcrew.queue;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.engine.Task;
import dev.groundcrew.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How late a task that is due each second, once in the cluster, begins beside others of ten
 * seconds, spread over them.
 */
final class Lateness {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final int WARM_UP_SECONDS = 10;

  /** How long is counted. */
  static final int SECONDS = 20;

  /** As often as it reads well in its logs; it finds what is due by asking. */
  private static final Duration PEERS_POLLING = Duration.ofMillis(50);

  private Lateness() {}

  /**
   * What was seen.
   *
   * @param ticks how many began
   * @param p50 milliseconds at the median
   * @param p99 milliseconds at the 99th percentile
   */
  record Seen(int ticks, double p50, double p99) {}

  static Seen ours(int others) throws InterruptedException {
    var samples = new Samples();
    var tasks = new ArrayList<Task>();
    tasks.add(
        Ours.task(
            "each-second",
            Map.of("every", "PT1S"),
            Schedule.every(SECOND, Instant.EPOCH),
            context -> {
              sample(samples, context.scheduledFor().orElseThrow());
              return null;
            }));
    for (int i = 0; i < others; i++) {
      Instant anchor = Instant.EPOCH.plus(TEN.multipliedBy(i).dividedBy(others));
      tasks.add(
          Ours.task(
              "other-" + i,
              Map.of("every", "PT10S"),
              Schedule.every(TEN, anchor),
              context -> null));
    }
    try (var tables = TestDatabase.Kind.POSTGRES_NEWEST.migrated();
        var engine = new Ours(tables, tasks)) {
      return seen(engine, samples);
    }
  }

  static Seen dbScheduler(int others) throws InterruptedException {
    var samples = new Samples();
    var tasks = new ArrayList<RecurringTask<Void>>();
    tasks.add(
        Tasks.recurring("each-second", Schedules.cron("* * * * * *"))
            .execute(
                (instance, context) -> sample(samples, context.getExecution().getExecutionTime())));
    for (int i = 0; i < others; i++) {
      tasks.add(
          Tasks.recurring("other-" + i, Schedules.cron(i % 10 + "/10 * * * * *"))
              .execute((instance, context) -> {}));
    }
    try (var tables = TestDatabase.Kind.POSTGRES_NEWEST.empty();
        var scheduler = new DbScheduler(tables, () -> {}, List.copyOf(tasks), PEERS_POLLING)) {
      return seen(scheduler, samples);
    }
  }

  private static void sample(Samples samples, Instant due) {
    samples.add(Duration.between(due, Instant.now()).toNanos());
  }

  private static Seen seen(Contender contender, Samples samples) throws InterruptedException {
    try {
      contender.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
    samples.clear();
    TimeUnit.SECONDS.sleep(SECONDS);
    return new Seen(samples.count(), samples.millis(0.5), samples.millis(0.99));
  }
}
