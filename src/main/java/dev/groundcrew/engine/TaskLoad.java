package dev.groundcrew.engine;

import dev.groundcrew.run.Run;
import dev.groundcrew.task.Overlap;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What of one task is under way on this node, and what its overlap policy makes of one more run if
 * it runs on every node. Guarded by {@link Backlog}.
 */
final class TaskLoad {
  /** How many runs are taken from the database ahead of free slots: of long runs, and of short. */
  private static final int LEAST_AHEAD = 50;

  private static final int MOST_AHEAD = 400;

  private Task task;
  private final Set<Long> running = new LinkedHashSet<>();

  /** Waiting in memory. */
  private int ready;

  /** Durable runs of this node alone that wait in the database, untaken. */
  private long stored;

  private int ahead = LEAST_AHEAD;
  private Run lastSkip;
  private int restarts;

  TaskLoad(Task task) {
    this.task = task;
  }

  Task task() {
    return task;
  }

  /** The task's definition has changed. */
  void replace(Task changed) {
    task = changed;
  }

  /** Why one more run must be skipped; empty if it may wait for its turn. */
  Optional<String> reasonToSkip() {
    return Overlaps.reasonToSkip(
        task.definition().overlap(), !running.isEmpty() || waiting() > 0, waiting() > 0);
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
    return running.size() < Math.min(most, task.definition().limit().orElse(most));
  }

  /** How many more runs are taken from the database; none while enough wait in memory. */
  int room(int most) {
    if (!mayStart(most) || ready > ahead / 2) {
      return 0;
    }
    int limit = task.definition().limit().orElse(Integer.MAX_VALUE);
    return Math.max(0, Math.min(ahead - ready, limit - running.size() - ready));
  }

  /** Runs so short that all have ended before the next are there are taken more at a time. */
  void claimed(boolean full) {
    if (!full) {
      ahead = LEAST_AHEAD;
    } else if (ready == 0) {
      ahead = Math.min(MOST_AHEAD, 2 * ahead);
    }
  }

  long waiting() {
    return ready + stored;
  }

  int running() {
    return running.size();
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
