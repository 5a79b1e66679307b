package dev.groundcrew.engine;

import dev.groundcrew.task.Priority;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a submitted run is to be treated. Immutable.
 *
 * <pre>{@code
 * SubmitOptions.key("invoice-4711").notBefore(tomorrow).priority(Priority.LOW)
 * }</pre>
 *
 * @param key names the work: a submit whose key has a run of the task that has not ended gives that
 *     run; 1 to 200 characters
 * @param notBefore when the run may start at the earliest; empty for at once
 * @param priority before which other runs of its task it starts
 */
public record SubmitOptions(Optional<String> key, Optional<Instant> notBefore, Priority priority) {
  /** How many characters a key may have. */
  public static final int LONGEST_KEY = 200;

  /** Nothing special. */
  public static final SubmitOptions NONE =
      new SubmitOptions(Optional.empty(), Optional.empty(), Priority.NORMAL);

  public SubmitOptions {
    Objects.requireNonNull(notBefore, "notBefore");
    Objects.requireNonNull(priority, "priority");
    key.ifPresent(
        text -> {
          if (text.isBlank() || text.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                "key must have 1 to " + LONGEST_KEY + " characters: " + text);
          }
        });
  }

  /** Options with a key. */
  public static SubmitOptions key(String key) {
    return new SubmitOptions(Optional.of(key), Optional.empty(), Priority.NORMAL);
  }

  public SubmitOptions notBefore(Instant instant) {
    return new SubmitOptions(key, Optional.of(instant), priority);
  }

  public SubmitOptions priority(Priority chosen) {
    return new SubmitOptions(key, notBefore, chosen);
  }
}
