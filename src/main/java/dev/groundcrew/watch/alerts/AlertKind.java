package dev.groundcrew.watch.alerts;

/** What an alert is about. */
enum AlertKind {
  /** A task has failed too often in a row. */
  FAILED,

  /** What an earlier alert was about is over. */
  RECOVERED,

  /** Ticks passed that nobody ran. */
  MISSED,

  /** A run is overdue. */
  LATE,

  /** A node died. */
  NODE_LOST,

  /** The engine stopped a task. */
  QUARANTINED,

  /** Something else is wrong. */
  PROBLEM,

  /** Somebody tries whether alerts arrive. */
  TEST
}
