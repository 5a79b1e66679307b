package dev.groundcrew.engine;

import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What can be read off the engine at this moment, from memory: asking never waits for the database.
 * Safe for use by several threads.
 */
@ApplicationScoped
public class Vitals {
  @Inject Instance<Engine> engines;

  /** Remembered, so that nobody who asks waits for a stop that is under way. */
  private volatile Engine engine;

  /**
   * A task on this node.
   *
   * @param definition what it is
   * @param schedule when it is due
   * @param scheduleText the same in words
   * @param due when it is due next; empty if it is not, or only once its run has ended
   * @param running runs with a slot
   * @param waiting runs without one yet
   */
  public record OfTask(
      TaskDefinition definition,
      Schedule schedule,
      String scheduleText,
      Optional<Instant> due,
      int running,
      long waiting) {
    public String name() {
      return definition.name();
    }
  }

  /**
   * The slots of one mode.
   *
   * @param mode which
   * @param limit how many runs may be under way at once
   * @param used how many are
   */
  public record OfMode(Mode mode, int limit, int used) {}

  private Engine engine() {
    if (engine == null) {
      engine = engines.get();
    }
    return engine;
  }

  /** All tasks by name. */
  public List<OfTask> tasks() {
    Engine now = engine();
    return now.catalogue().all().stream().map(task -> of(task, now)).toList();
  }

  private static OfTask of(Task task, Engine engine) {
    Backlog.Load load = engine.backlog().loadOf(task);
    return new OfTask(
        task.definition(),
        task.schedule(),
        ScheduleText.of(task),
        engine.timetable().next(task.name()),
        load.running(),
        load.waiting());
  }

  /** The slots of all modes. */
  public List<OfMode> modes() {
    Engine now = engine();
    return Arrays.stream(Mode.values())
        .map(
            mode -> {
              int limit = now.execution().limit(mode);
              return new OfMode(mode, limit, limit - now.execution().free(mode));
            })
        .toList();
  }

  /** How long ago the engine's heartbeat beat last; it does so every second. */
  public Duration heartbeatAge() {
    return engine().beats().age();
  }

  /** How many runs wait to be written. */
  public int unwritten() {
    return engine().history().waiting();
  }

  /** How many runs were never written, since the database was away too long. */
  public long lost() {
    return engine().history().lost();
  }

  /** Why the database cannot be used; empty if it can. */
  public Optional<String> databaseTrouble() {
    return engine().databaseTrouble();
  }
}
