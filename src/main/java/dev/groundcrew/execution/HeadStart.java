package dev.groundcrew.execution;

import dev.groundcrew.run.Run;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Scope;
import dev.groundcrew.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;

/**
 * A run of a schedule may be handed to its thread a little ahead of its time, and waits for the
 * moment there: the way from the timer through the slots to a thread that is awake is then over
 * when the run is due, and it begins as late as one thread wakes, not two. Stateless.
 */
public final class HeadStart {
  /**
   * The longest: to wake two threads, give out a slot and make what the run needs takes some 3 ms
   * in code that is not compiled yet, and more on a busy machine.
   */
  private static final Duration LONGEST = Duration.ofMillis(10);

  private HeadStart() {}

  /**
   * How far ahead runs of a task may be handed over; zero for those of ASYNC, which hold no thread,
   * and for those that the cluster decides upon.
   */
  public static Duration of(TaskDefinition task) {
    return task.mode() != Mode.ASYNC && task.scope() == Scope.EVERY_NODE ? LONGEST : Duration.ZERO;
  }

  /**
   * How long a run has to wait for its moment. Zero also for what lies farther ahead than any head
   * start: there the clocks of two nodes differ, or this one has been set.
   */
  static Duration left(Run run, Instant now) {
    return run.origin()
        .scheduledFor()
        .map(due -> Duration.between(now, due))
        .filter(left -> !left.isNegative() && left.compareTo(LONGEST) <= 0)
        .orElse(Duration.ZERO);
  }
}
