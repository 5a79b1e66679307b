package dev.groundcrew.execution;

import dev.groundcrew.run.Run;
import dev.groundcrew.task.Mode;
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

  /** As far as the clock of this node may be ahead of the database's, the way there included. */
  private static final Duration TOLERANCE = Duration.ofMillis(2);

  private HeadStart() {}

  /**
   * How far ahead runs of a task may be handed over; zero for those of ASYNC, which hold no thread.
   */
  public static Duration of(TaskDefinition task) {
    return task.mode() == Mode.ASYNC ? Duration.ZERO : LONGEST;
  }

  /**
   * Whether a run that is handed over now would begin when its time has come by another clock.
   *
   * @param early how long it is until then by that clock
   * @param now by the clock that the run waits by
   */
  public static boolean covers(Duration early, Instant due, Instant now) {
    Duration left = Duration.between(now, due);
    return left.compareTo(LONGEST) <= 0 && left.compareTo(early.minus(TOLERANCE)) >= 0;
  }

  /**
   * Since when a run waits for its turn: now, but not before its time if it is handed over ahead.
   */
  public static Instant queuedAt(Instant due, Instant now) {
    return due.isAfter(now) ? due : now;
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
