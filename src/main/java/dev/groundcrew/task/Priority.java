package dev.groundcrew.task;

/**
 * Which of the waiting runs of one task starts first. Between tasks there is no rank: they take
 * turns.
 */
public enum Priority {
  /** Before all others. */
  HIGH,

  /** What a run has if nobody says otherwise. */
  NORMAL,

  /** After all others. */
  LOW
}
