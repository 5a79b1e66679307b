package dev.groundcrew.task;

import java.util.Arrays;

/**
 * Which of the waiting runs of one task starts first. Between tasks there is no rank: they take
 * turns.
 */
public enum Priority {
  /** Before all others. */
  HIGH(0),

  /** What a run has if nobody says otherwise. */
  NORMAL(1),

  /** After all others. */
  LOW(2);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** Its place in the order; lower is sooner. Stored, so it never changes. */
  public int rank() {
    return rank;
  }

  /**
   * The priority of a rank.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Priority ofRank(int rank) {
    return Arrays.stream(values())
        .filter(priority -> priority.rank == rank)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no priority of rank " + rank));
  }
}
