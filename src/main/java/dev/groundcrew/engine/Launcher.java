package dev.groundcrew.engine;

import dev.groundcrew.database.Database;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.task.AfterCrash;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskBody;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Moves waiting runs into free slots. Safe for use by several threads. */
final class Launcher {
  private final String node;
  private final Backlog backlog;
  private final Execution execution;
  private final Database database;
  private final BooleanSupplier leads;

  /**
   * @param leads whether no other node may hold this one for dead
   */
  Launcher(
      String node, Backlog backlog, Execution execution, Database database, BooleanSupplier leads) {
    this.node = node;
    this.leads = leads;
    this.database = database;
    this.backlog = backlog;
    this.execution = execution;
  }

  /** Starts what waits and has a slot, in all modes. */
  void startAll() {
    for (Mode mode : Mode.values()) {
      start(mode);
    }
  }

  /** Starts what waits and has a slot. */
  void start(Mode mode) {
    while (execution.free(mode) > 0) {
      // Asked each time: a node that was frozen wakes in the middle of this.
      Optional<Backlog.Waiting> next = backlog.next(mode, leads.getAsBoolean());
      if (next.isEmpty()) {
        return;
      }
      Task task = next.get().task();
      if (!execution.start(next.get().run(), node, task.definition(), bodyOf(task))) {
        backlog.putBack(next.get().run());
        return;
      }
    }
  }

  private TaskBody bodyOf(Task task) {
    if (task.definition().afterCrash() != AfterCrash.ABANDON) {
      return task.body();
    }
    Executor statements = task.definition().idle() ? execution.shortWork() : Runnable::run;
    return new OnceStored(database, execution, statements, task.body());
  }

  /**
   * Whether a tick of the task would start at once if its time had come, and others find slots
   * while it waits for that.
   */
  boolean wouldStartAtOnce(Task task) {
    return execution.hasSpare(task.definition().mode()) && backlog.isIdle(task);
  }

  /** Whether a run of the task that is stored now could start at once. */
  boolean canStartAtOnce(Task task) {
    return execution.free(task.definition().mode()) > 0 && backlog.hasRoom(task);
  }
}
