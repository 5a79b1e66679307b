package dev.groundcrew.engine;

import dev.groundcrew.cluster.Signal;
import dev.groundcrew.cluster.SignalTable;
import dev.groundcrew.database.Sql;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.Overlap;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the overlap policy makes of one more run. Stateless. */
final class Overlaps {
  /** Why a newer run ends the one before it. */
  static final String REPLACED = "replaced by a newer run";

  private Overlaps() {}

  /**
   * The policy itself.
   *
   * @param busy whether a run of the task has not ended
   * @param waits whether one of those has not begun
   * @return why one more run must be skipped; empty if it may wait for its turn
   */
  static Optional<String> reasonToSkip(Overlap policy, boolean busy, boolean waits) {
    return switch (policy) {
      case ALLOW -> Optional.empty();
      case SKIP -> busy ? Optional.of("the run before has not ended") : Optional.empty();
      case QUEUE_ONE, CANCEL_RUNNING ->
          waits ? Optional.of("one run is already waiting") : Optional.empty();
    };
  }

  /**
   * What the cluster decides about one more run.
   *
   * @param skip why it must be skipped; empty if it may wait for its turn
   * @param held the runs of the task that nodes hold
   */
  record Decision(Optional<String> skip, List<Run> held) {
    /** Their ids. */
    Set<Long> heldIds() {
      return held.stream().map(Run::id).collect(Collectors.toSet());
    }

    /** Whether one more run may be taken at once. */
    boolean leavesRoom(Task task) {
      return held.size() < task.definition().limit().orElse(Integer.MAX_VALUE);
    }
  }

  /** Decides for the whole cluster. The caller holds the lock of the task. */
  static Decision decide(Sql sql, Task task) throws SQLException {
    Overlap policy = task.definition().overlap();
    if (task.definition().limit().isEmpty()) {
      return new Decision(Optional.empty(), List.of());
    }
    List<Run> held = RunTable.heldOf(sql, task.name());
    boolean waits =
        held.stream().anyMatch(run -> run.state() == RunState.QUEUED)
            || RunTable.waits(sql, task.name());
    Optional<String> skip = reasonToSkip(policy, waits || !held.isEmpty(), waits);
    if (skip.isEmpty() && policy == Overlap.CANCEL_RUNNING) {
      for (Run run : held) {
        RunTable.askToEnd(sql, run.id(), REPLACED);
        SignalTable.send(sql, Signal.Kind.CANCEL, RunId.text(run.id()));
      }
    }
    return new Decision(skip, held);
  }
}
