package dev.groundcrew.watch;

/** What can be wrong; {@code operating.md} has a paragraph for each. */
public enum ProblemKind {
  /** A monitored value is beyond its limit. */
  THRESHOLD,

  /** A task is overdue by more than its tolerance. */
  STOPPED_SCHEDULE,

  /** A stored task cannot run, since this application has no code for it. */
  TASK_UNKNOWN,

  /** The database cannot be used. */
  DATABASE_AWAY,

  /** Runs of schedules were never written. */
  HISTORY_LOST,

  /** A receiver of alerts does not take them. */
  ALERTS_FAILING,

  /** A node died and has not come back. */
  NODE_LOST,

  /** The engine stopped a task, since nodes died while it ran. */
  QUARANTINED,

  /** The clocks of this node and of the database disagree. */
  CLOCK_SKEW,

  /** There are several nodes, and tasks run on each of them since nobody said otherwise. */
  SCOPE_UNSAID,

  /** The last stop of this node left runs whose code had not ended. */
  LEFT_BY_STOP
}
