package dev.groundcrew.execution;

import dev.groundcrew.run.Run;
import dev.groundcrew.task.TaskDefinition;
import java.util.Optional;

/**
 * An attempt is over.
 *
 * @param run in its final state
 * @param task what ran
 * @param stop why it had to end early, if it did
 * @param begun whether its code began: what it does may have happened
 * @param thrown what its code threw
 * @param left whether its code is still running although it was given up
 */
public record Ended(
    Run run,
    TaskDefinition task,
    Optional<Stop> stop,
    boolean begun,
    Optional<Throwable> thrown,
    boolean left) {}
