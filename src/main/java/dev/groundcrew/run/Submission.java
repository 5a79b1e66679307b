package dev.groundcrew.run;

import dev.groundcrew.task.Priority;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What whoever asked for a run said about it.
 *
 * @param key names the work: at most one run of a task and key is live; 1 to 200 characters
 * @param parameters a JSON object for the task's code; at most 64 kB
 * @param priority before which other runs of its task it starts
 * @param readyAt when it may start; empty if at once
 */
public record Submission(
    Optional<String> key,
    Optional<String> parameters,
    Priority priority,
    Optional<Instant> readyAt) {
  /** Nothing said. */
  public static final Submission PLAIN =
      new Submission(Optional.empty(), Optional.empty(), Priority.NORMAL, Optional.empty());

  public Submission {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(readyAt, "readyAt");
  }

  Submission readyAt(Instant at) {
    return new Submission(key, parameters, priority, Optional.of(at));
  }
}
