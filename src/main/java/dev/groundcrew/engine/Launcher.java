package dev.groundcrew.engine;

import dev.groundcrew.execution.Execution;
import dev.groundcrew.task.Mode;
import java.util.Optional;

/** Moves waiting runs into free slots. Safe for use by several threads. */
final class Launcher {
  private final String node;
  private final Backlog backlog;
  private final Execution execution;

  Launcher(String node, Backlog backlog, Execution execution) {
    this.node = node;
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
      Optional<Backlog.Waiting> next = backlog.next(mode);
      if (next.isEmpty()) {
        return;
      }
      Task task = next.get().task();
      if (!execution.start(next.get().run(), node, task.definition(), task.body())) {
        backlog.putBack(next.get().run());
        return;
      }
    }
  }

  /** Whether a run of the task that is stored now could start at once. */
  boolean canStartAtOnce(Task task) {
    return execution.free(task.definition().mode()) > 0 && backlog.hasRoom(task);
  }
}
