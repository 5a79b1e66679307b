package dev.groundcrew.engine;

import dev.groundcrew.run.Run;
import dev.groundcrew.task.Overlap;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What of one task is under way on this node, and what its overlap policy makes of one more run.
 * Guarded by {@link Dispatcher}.
 */
final class TaskLoad {
  private final Task task;
  private final Set<Long> running = new LinkedHashSet<>();

  /** Waiting in memory. */
  private int ready;

  /** Durable runs that wait in the database, untaken. */
  private long stored;

  private Run lastSkip;
  private int restarts;

  TaskLoad(Task task) {
    this.task = task;
  }

  Task task() {
    return task;
  }

  /** Why one more run must be skipped; empty if it may wait for its turn. */
  Optional<String> reasonToSkip() {
    boolean busy = !running.isEmpty() || waiting() > 0;
    return switch (task.definition().overlap()) {
      case ALLOW -> Optional.empty();
      case SKIP -> busy ? Optional.of("the run before has not ended") : Optional.empty();
      case QUEUE_ONE, CANCEL_RUNNING ->
          waiting() > 0 ? Optional.of("one run is already waiting") : Optional.empty();
    };
  }

  /** The runs that one more run cancels. */
  Set<Long> toCancel() {
    return task.definition().overlap() == Overlap.CANCEL_RUNNING ? Set.copyOf(running) : Set.of();
  }

  /**
   * Whether one more run may start now.
   *
   * @param most how many runs a task may have at once
   */
  boolean mayStart(int most) {
    int limit = task.definition().overlap() == Overlap.ALLOW ? most : 1;
    return running.size() < limit;
  }

  long waiting() {
    return ready + stored;
  }

  int running() {
    return running.size();
  }

  long stored() {
    return stored;
  }

  void storedChanged(long by) {
    stored = Math.max(0, stored + by);
  }

  void readyChanged(int by) {
    ready += by;
  }

  void started(long run) {
    running.add(run);
  }

  void ended(long run) {
    running.remove(run);
  }

  /** The skipped run that stands for these ticks too: the last one, if the reason is the same. */
  Run skip(Run fresh, String reason, String node, long count, Instant lastDue, Instant now) {
    boolean goesOn = lastSkip != null && lastSkip.ending().reason().equals(Optional.of(reason));
    lastSkip =
        goesOn
            ? lastSkip.skippedAgain(count, lastDue, now)
            : fresh.skipped(reason, node, count, lastDue, now);
    return lastSkip;
  }

  /** A tick has run: the next skip is a row of its own. */
  void notSkipped() {
    lastSkip = null;
  }

  /** How many times in a row the task has been started again. */
  int nextRestart() {
    return ++restarts;
  }

  void restartedWell() {
    restarts = 0;
  }
}
