package dev.groundcrew.engine;

import dev.groundcrew.cluster.Node;
import dev.groundcrew.execution.BoundedExecutor;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.settings.Own;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be read off the engine at this moment, from memory: asking never waits for the database.
 * Safe for use by several threads.
 */
@ApplicationScoped
public class Vitals {
  @Inject Instance<Engine> engines;
  @Inject @Own InstantSource clock;

  /** Remembered, so that nobody who asks waits for a stop that is under way. */
  private volatile Engine engine;

  /**
   * A task on this node.
   *
   * @param scheduled what it is, and when it is due
   * @param due when it is due next; empty if it is not, or only once its run has ended
   * @param running runs with a slot
   * @param waiting runs without one yet
   * @param state ACTIVE, PAUSED or QUARANTINED
   * @param closed why its schedule may not start it now; empty if it may
   * @param problem why it cannot run; empty if it can
   */
  public record OfTask(
      ScheduledDefinition scheduled,
      Optional<Instant> due,
      int running,
      long waiting,
      String state,
      Optional<String> closed,
      Optional<String> problem) {
    public String name() {
      return definition().name();
    }

    public TaskDefinition definition() {
      return scheduled.definition();
    }

    public Schedule schedule() {
      return scheduled.schedule();
    }

    /** The schedule in words. */
    public String scheduleText() {
      return scheduled.words(Locale.ENGLISH);
    }
  }

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

  /** One task. */
  public Optional<OfTask> task(String name) {
    Engine now = engine();
    return now.catalogue().find(name).map(task -> of(task, now));
  }

  private OfTask of(Task task, Engine engine) {
    Task.Load load = engine.loadOf(task);
    return new OfTask(
        task.scheduled(),
        engine.schedules().next(task.name()),
        load.running(),
        load.waiting(),
        engine.stateOf(task).nameAt(clock.instant()),
        engine.states().reasonNotToStart(task.name()),
        task.declared().problem());
  }

  /** How the slots of a mode are used. */
  public Execution.Usage slots(Mode mode) {
    return engine().execution().usage(mode);
  }

  /** How the executor of short work is used. */
  public BoundedExecutor.Usage shortWork() {
    return engine().executor().usage();
  }

  /** What a task's recent runs say about the mode it needs, in words; this asks the database. */
  public String verdict(String task) {
    return engine().catalogue().find(task).map(found -> engine().verdict(found).text()).orElse("");
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

  /** This node's life before this one; empty if there was none, or the database was never there. */
  public Optional<Node> lifeBefore() {
    return engine().before();
  }

  /** Why the database cannot be used; empty if it can. */
  public Optional<String> databaseTrouble() {
    return engine().databaseTrouble();
  }
}
