package dev.groundcrew.execution;

import java.time.Duration;

/** Where threads come from. Safe for use by several threads. */
public interface Threads {
  /**
   * Runs work on the executor for POOLED runs.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the executor does not take it
   */
  void pooled(Runnable work);

  /**
   * Runs short work on the executor for ASYNC launches and continuations.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the executor does not take it
   */
  void async(Runnable work);

  /** A thread of its own for one piece of work, not yet started. */
  Thread dedicated(String name, Runnable work);

  /**
   * Runs short work later.
   *
   * @return takes the work back, if it has not begun
   * @throws java.util.concurrent.RejectedExecutionException if the executor does not take it
   */
  Timer.Cancellation later(Duration pause, Runnable work);

  /** Looks all executors up again, since one of them refused work. */
  void lookUpAgain();
}
