package dev.groundcrew.watch.metrics;

import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.task.Trigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts and times runs as they end. Safe for use by several threads; meters are made once for each
 * combination of labels and then found without making garbage of tags.
 */
final class RunMeters {
  private static final Duration[] DURATIONS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10),
    Duration.ofHours(1)
  };
  private static final Duration[] LATENESSES = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(2),
    Duration.ofMinutes(10)
  };

  private final MeterRegistry registry;
  private final TaskNames names;
  private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, OfTask> tasks = new ConcurrentHashMap<>();

  private record Labels(String task, RunState outcome, Trigger trigger) {}

  RunMeters(MeterRegistry registry, TaskNames names) {
    this.registry = registry;
    this.names = names;
  }

  /** Counts a run that is in its final state; others are left alone. */
  void changed(Run run) {
    if (!run.state().isFinal()) {
      return;
    }
    String task = names.label(run.task());
    OfTask meters = tasks.computeIfAbsent(task, this::ofTask);
    if (run.state() == RunState.SKIPPED) {
      counter(task, run).increment((double) meters.newSkips(run));
      return;
    }
    counter(task, run).increment();
    run.startedAt().ifPresent(start -> meters.ran(run, start));
  }

  /** When a run of a task last succeeded here, in seconds since the epoch; 0 if none has. */
  double lastSuccess(String task) {
    OfTask meters = tasks.get(names.label(task));
    return meters == null ? 0 : meters.lastSuccess.get() / 1e3;
  }

  private Counter counter(String task, Run run) {
    return counters.computeIfAbsent(
        new Labels(task, run.state(), run.origin().trigger()),
        labels ->
            Counter.builder("groundcrew.runs")
                .description("Runs that reached their final state; a skip counts each tick")
                .tag("task", labels.task())
                .tag("outcome", labels.outcome().name())
                .tag("trigger", labels.trigger().name())
                .register(registry));
  }

  private OfTask ofTask(String task) {
    return new OfTask(
        Timer.builder("groundcrew.run.duration")
            .description("From the start of a run's last attempt to its end")
            .tag("task", task)
            .serviceLevelObjectives(DURATIONS)
            .register(registry),
        Timer.builder("groundcrew.run.lateness")
            .description("From when a run was due, or asked for, to the start of its first attempt")
            .tag("task", task)
            .serviceLevelObjectives(LATENESSES)
            .register(registry),
        Timer.builder("groundcrew.run.held")
            .description("How long requests held a run back, of runs that they did hold back")
            .tag("task", task)
            .register(registry));
  }

  private static final class OfTask {
    private final Timer duration;
    private final Timer lateness;
    private final Timer held;
    private final AtomicLong lastSuccess = new AtomicLong();

    // Guarded by this.
    private long skipId;
    private long skips;

    OfTask(Timer duration, Timer lateness, Timer held) {
      this.duration = duration;
      this.lateness = lateness;
      this.held = held;
    }

    void ran(Run run, Instant start) {
      Instant end = run.endedAt().orElseThrow();
      duration.record(Duration.between(start, end));
      if (run.attempt() == 1) {
        Instant due = run.origin().scheduledFor().orElse(run.queuedAt());
        lateness.record(Duration.between(due, start));
      }
      run.ending()
          .figures()
          .gateNanos()
          .filter(nanos -> nanos > 0)
          .ifPresent(nanos -> held.record(nanos, TimeUnit.NANOSECONDS));
      if (run.state() == RunState.SUCCEEDED) {
        lastSuccess.accumulateAndGet(end.toEpochMilli(), Math::max);
      }
    }

    /** How many ticks the run stands for that it did not when it was last seen. */
    synchronized long newSkips(Run run) {
      long before = run.id() == skipId ? skips : 0;
      skipId = run.id();
      skips = run.skips().count();
      return Math.max(0, skips - before);
    }
  }
}
