package dev.groundcrew.cluster;

/**
 * What one node tells all others.
 *
 * @param id from one sequence
 * @param kind what it is about
 * @param target the run's id, the task's or the node's name
 */
public record Signal(long id, Kind kind, String target) {
  /** What signals are about. */
  public enum Kind {
    /** A run shall end, wherever it is. */
    CANCEL,

    /** A task was paused or resumed, or the whole was held. */
    TASK_STATE,

    /** A task's schedule or definition has changed. */
    TASK_CHANGED,

    /** A node shall drain or take runs again. */
    NODE_STATE
  }
}
