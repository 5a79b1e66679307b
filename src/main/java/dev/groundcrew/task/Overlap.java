package dev.groundcrew.task;

/** What happens when a task is due while an earlier run of it has not ended. */
public enum Overlap {
  /** The new run is stored as skipped, with the reason. */
  SKIP,

  /** One run waits until the earlier one has ended; further ones are skipped. */
  QUEUE_ONE,

  /** Both run. */
  ALLOW,

  /** The earlier run is cancelled; the new one starts once that has ended. */
  CANCEL_RUNNING
}
