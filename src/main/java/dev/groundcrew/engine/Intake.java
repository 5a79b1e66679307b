package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.execution.HeadStart;
import dev.groundcrew.run.History;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.task.Missed;
import dev.groundcrew.task.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Runs that begin by themselves: a task is due, or the application starts. Safe for use by several
 * threads; never waits for the database.
 */
final class Intake implements Timetable.DueListener {
  private final Membership membership;
  private final InstantSource clock;
  private final RunIds ids;
  private final History history;
  private final TaskStates states;
  private final Backlog backlog;
  private final Launcher launcher;
  private final Cancels cancels;
  private final ClusterTicks clusterTicks;
  private final DueAfterEnd dueAfterEnd;
  private final Consumer<Timetable.Tick> sleptThrough;

  /** Hears that a task's last run has ended, or was skipped, so that a delay begins. */
  @FunctionalInterface
  interface DueAfterEnd {
    void ended(Task task, Instant at);
  }

  /**
   * Takes what is due.
   *
   * @param sleptThrough makes up for the ticks before one that this process slept through
   */
  Intake(
      Membership membership,
      InstantSource clock,
      RunIds ids,
      History history,
      TaskStates states,
      Backlog backlog,
      Launcher launcher,
      Cancels cancels,
      ClusterTicks clusterTicks,
      DueAfterEnd dueAfterEnd,
      Consumer<Timetable.Tick> sleptThrough) {
    this.membership = membership;
    this.clock = clock;
    this.ids = ids;
    this.history = history;
    this.states = states;
    this.backlog = backlog;
    this.launcher = launcher;
    this.cancels = cancels;
    this.clusterTicks = clusterTicks;
    this.dueAfterEnd = dueAfterEnd;
    this.sleptThrough = sleptThrough;
  }

  /** Only what would start at once: what is skipped or waits is judged when it is due. */
  @Override
  public boolean takesAhead(Task task) {
    return states.reasonNotToStart(task.name()).isEmpty() && launcher.wouldStartAtOnce(task);
  }

  @Override
  public void due(Timetable.Tick tick) {
    Task task = tick.task();
    if (task.definition().scope() == Scope.ONCE_PER_CLUSTER) {
      clusterTicks.due(tick);
      return;
    }
    if (tick.missed().isPresent()) {
      backlog.notSkipped(task);
      if (task.definition().missed() == Missed.RUN_ALL) {
        sleptThrough.accept(tick);
      } else {
        recordMissed(task, tick.missed().get());
      }
    }
    Backlog.Admission admission =
        backlog.admit(
            task,
            fresh(task, Origin.schedule(tick.at()), HeadStart.queuedAt(tick.at(), clock.instant())),
            tick.at(),
            states.reasonNotToStart(task.name()),
            clock.instant());
    if (admission.skipped().isPresent()) {
      history.record(admission.skipped().get());
      dueAfterEnd.ended(task, clock.instant());
    } else {
      cancels.replace(admission.replaces());
      launcher.start(task.definition().mode());
    }
  }

  /** Ticks that passed while this process slept: one skipped run (rule 6 of the package). */
  void recordMissed(Task task, Timetable.Missed missed) {
    Run run = fresh(task, Origin.schedule(missed.first()));
    history.record(
        run.skipped(
            CatchUp.SLEPT, membership.name(), missed.count(), missed.last(), clock.instant()));
  }

  /** The application starts, or a task that lives with it starts again. */
  void begin(Task task, Origin origin) {
    if (states.reasonNotToStart(task.name()).isEmpty()
        && backlog.admit(task, fresh(task, origin))) {
      launcher.start(task.definition().mode());
    }
  }

  private Run fresh(Task task, Origin origin) {
    return fresh(task, origin, clock.instant());
  }

  private Run fresh(Task task, Origin origin, Instant at) {
    return Run.queued(ids.next(), task.name(), origin, membership.name(), at);
  }
}
