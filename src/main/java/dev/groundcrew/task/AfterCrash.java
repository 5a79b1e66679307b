package dev.groundcrew.task;

/**
 * What becomes of a durable run whose node went away under it: it died, lost its lease, or stopped
 * and cut the run off once its grace was over. A run that had not begun goes back to the queue in
 * either case.
 */
public enum AfterCrash {
  /** It runs again, elsewhere or later: its effects happen at least once. */
  RERUN,

  /**
   * It ends: ABANDONED if the node died, CANCELLED with the reason "shutdown" if a stop cut it off.
   * With one attempt its effects happen at most once.
   */
  ABANDON
}
