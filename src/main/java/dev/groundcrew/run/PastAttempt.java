package dev.groundcrew.run;

import java.time.Instant;
import java.util.Optional;

/**
 * A try of a run that did not end it.
 *
 * @param run the run's id
 * @param attempt its number, from 1
 * @param node who tried
 * @param token the fencing token it had
 * @param state FAILED, TIMED_OUT, or ABANDONED if the node died
 * @param startedAt when it began
 * @param endedAt when it ended or was found dead
 * @param ending how it ended
 */
public record PastAttempt(
    long run,
    int attempt,
    String node,
    long token,
    RunState state,
    Optional<Instant> startedAt,
    Instant endedAt,
    Ending ending) {
  /** The try that a run stands at, as it ended. */
  static PastAttempt of(Run run, RunState state, Ending ending, Instant endedAt) {
    return new PastAttempt(
        run.id(),
        run.attempt(),
        run.node(),
        run.claim().token(),
        state,
        run.startedAt(),
        endedAt,
        ending);
  }
}
