package dev.groundcrew.task;

/**
 * What becomes of due times that passed while nothing could run the task: no node was up, none was
 * awake, or the database was away. One gap counts once, however short it was.
 */
public enum Missed {
  /** They are one skipped run. */
  SKIP,

  /** The last of them runs, the others are one skipped run. */
  RUN_ONCE,

  /** The last {@code missed-most} of them run, those before are one skipped run. */
  RUN_ALL
}
