package dev.groundcrew.execution;

import java.time.Duration;

/** Does things later, by the monotonic clock. Safe for use by several threads. */
public interface Timer {
  /**
   * Does an action once, after a pause.
   *
   * @param action short, and never blocking: all actions share a thread
   */
  Cancellation after(Duration pause, Runnable action);

  /** Takes an action back. Harmless once it is done. */
  interface Cancellation {
    void cancel();
  }
}
