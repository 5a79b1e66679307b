package dev.groundcrew.engine;

import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.Scope;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.TaskDefinition.Timing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When tasks are due, from the start on and as they are changed while they run. Safe for use by
 * several threads.
 */
public final class Schedules {
  private static final Instant LONG_AGO = Instant.EPOCH;

  private final Timetable timetable;
  private final InstantSource clock;
  private final Predicate<String> busy;

  // Guarded by this: the tasks that start by themselves.
  private final Set<String> begun = new HashSet<>();

  // Guarded by this: from when schedules hold that somebody has set.
  private final Map<String, Instant> since = new HashMap<>();

  /**
   * Schedules of no task yet.
   *
   * @param busy whether a run of the task of that name is under way or waits
   */
  Schedules(Timetable timetable, InstantSource clock, Predicate<String> busy) {
    this.timetable = timetable;
    this.clock = clock;
    this.busy = busy;
  }

  /**
   * From now on the task is due by its schedule.
   *
   * @param first when its first run is to begin if the schedule leaves that open
   */
  synchronized void begin(Task task, Instant first) {
    begun.add(task.name());
    Timing timing = task.definition().timing();
    if (timing.delay().isPresent()) {
      if (!timing.atStartup()) {
        put(task, task.schedule(), first.minus(timing.delay().get()));
      }
    } else if (timing.every().isPresent()) {
      // The run at start-up, if there is one, is the first tick.
      Instant anchor = timing.atStartup() ? first.plus(timing.every().get()) : first;
      put(task, counted(task, anchor), first.minusNanos(1));
    } else {
      put(task, task.schedule(), clock.instant());
    }
  }

  /**
   * The task is due by its schedule from now on; unlike a start-up, this starts no run by itself.
   *
   * @param at when the schedule was set: what it says of earlier times has not been missed
   */
  public synchronized void start(Task task, Instant at) {
    begun.add(task.name());
    changed(task, at);
  }

  /** The task is no longer due. */
  public synchronized void end(String task) {
    begun.remove(task);
    timetable.remove(task);
  }

  /**
   * The task has become another: it is due by its new schedule, for the first time after now. By
   * itself this starts no run.
   *
   * @param at when the schedule was set: what it says of earlier times has not been missed
   */
  public synchronized void changed(Task task, Instant at) {
    since.put(task.name(), at);
    if (!begun.contains(task.name())) {
      return;
    }
    // First, so that the end of a run, which puts a task back, is not undone.
    timetable.remove(task.name());
    Timing timing = task.definition().timing();
    Instant now = clock.instant();
    if (timing.delay().isPresent()) {
      if (!busy.test(task.name())) {
        put(task, task.schedule(), now);
      }
    } else {
      Schedule schedule =
          timing.every().map(period -> counted(task, now.plus(period))).orElse(task.schedule());
      put(task, schedule, now);
    }
  }

  /** When a task's schedule was set; long ago if nobody has changed it. */
  synchronized Instant since(String task) {
    return since.getOrDefault(task, LONG_AGO);
  }

  private void put(Task task, Schedule schedule, Instant after) {
    schedule.next(after).ifPresent(due -> timetable.put(task, schedule, due));
  }

  /**
   * A fixed rate counts from an anchor of this node's. Once per cluster it counts from the epoch,
   * so that all nodes mean the same instants.
   */
  private static Schedule counted(Task task, Instant anchor) {
    TaskDefinition definition = task.definition();
    if (definition.scope() == Scope.ONCE_PER_CLUSTER) {
      return task.schedule();
    }
    List<AttributeFault> faults = new ArrayList<>();
    return TimingSchedule.of(definition.timing(), task.name(), anchor, faults)
        .orElseThrow(() -> new IllegalStateException(faults.toString()));
  }

  /** When a task is due next; empty if it is not, or only once its run has ended. */
  public Optional<Instant> next(String task) {
    return timetable.next(task);
  }

  /**
   * What a task will do.
   *
   * @param schedule as it is counted on this node
   * @param due when it is due next; empty if it is not, or only once its run has ended
   */
  public record Ahead(Schedule schedule, Optional<Instant> due) {}

  /** What a task will do; empty if it does not start by itself. */
  public synchronized Optional<Ahead> ahead(Task task) {
    return begun.contains(task.name())
        ? Optional.of(
            timetable.ahead(task.name()).orElse(new Ahead(task.schedule(), Optional.empty())))
        : Optional.empty();
  }
}
