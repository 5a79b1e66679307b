package dev.groundcrew.engine.compare;

import dev.groundcrew.task.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A comparison as it is stored.
 *
 * @param id as the ids of runs are
 * @param task whose code runs
 * @param node where it runs
 * @param requestedBy who asked for it
 * @param state where it stands
 * @param reason why it ended early; empty if it did not
 * @param beganAt when it was asked for
 * @param endedAt when it ended
 * @param modes that are compared
 * @param runs in each mode and round
 * @param together how many of them at once
 * @param rounds how often all modes are gone through
 * @param figures what has been seen so far
 */
record Comparison(
    long id,
    String task,
    String node,
    String requestedBy,
    State state,
    Optional<String> reason,
    Instant beganAt,
    Optional<Instant> endedAt,
    List<Mode> modes,
    int runs,
    int together,
    int rounds,
    List<Figures> figures) {
  /** Where it stands. */
  enum State {
    /** It goes on. */
    RUNNING,
    /** It was done to its end. */
    DONE,
    /** Somebody, or the stop of its node, ended it. */
    CANCELLED,
    /** One of its runs failed, or none could start. */
    FAILED,
    /** Its node has died, or could not say how it ended. */
    ABANDONED
  }

  static Comparison begun(
      long id, String task, String node, String requestedBy, Wish wish, Instant at) {
    return new Comparison(
        id,
        task,
        node,
        requestedBy,
        State.RUNNING,
        Optional.empty(),
        at,
        Optional.empty(),
        wish.modes(),
        wish.runs(),
        wish.together(),
        wish.rounds(),
        List.of());
  }
}
