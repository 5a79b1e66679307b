package dev.groundcrew.run;

import dev.groundcrew.task.Trigger;
import java.time.Instant;
import java.util.Optional;

/**
 * A CDI event for applications: a run has come to its end. Told once, on the node where the run
 * ended, or on the one that found that node dead; not of skipped runs, which never began. Observe
 * it with {@code @ObservesAsync}: observers run on threads of the server's, four at once on a node,
 * and may take their time; more ends wait. It is not stored: an observer that must hear of every
 * end, whatever dies, reads the runs.
 *
 * @param id as in REST
 * @param trigger why it began
 * @param state a final one
 * @param attempts how many tries it took; 0 if it ended before the first
 * @param startedAt when its last attempt began; empty if none did
 * @param reason why it ended so, if there is one
 * @param error what was thrown, if something was
 */
public record RunEnded(
    String id,
    String task,
    Trigger trigger,
    RunState state,
    int attempts,
    Optional<Instant> startedAt,
    Instant endedAt,
    Optional<String> reason,
    Optional<String> error) {
  /** What is told of a run that has ended. */
  public static RunEnded of(Run run) {
    return new RunEnded(
        RunId.text(run.id()),
        run.task(),
        run.origin().trigger(),
        run.state(),
        run.attempt(),
        run.startedAt(),
        run.endedAt().orElseThrow(),
        run.ending().reason(),
        run.ending().error());
  }
}
