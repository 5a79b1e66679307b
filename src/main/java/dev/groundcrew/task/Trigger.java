package dev.groundcrew.task;

/** Why a run began. */
public enum Trigger {
  /** The application started. */
  STARTUP,

  /** Its schedule was due. */
  SCHEDULE,

  /** A person or a program asked for it. */
  MANUAL,

  /** An earlier run of the task had failed. */
  RETRY,

  /** A due time had been missed. */
  CATCH_UP
}
