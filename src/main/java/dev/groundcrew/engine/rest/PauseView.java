package dev.groundcrew.engine.rest;

import dev.groundcrew.engine.TaskState;
import java.time.Instant;

/**
 * Who stopped a task, or the whole, and why.
 *
 * @param by who
 * @param reason why; may be empty
 * @param since since when
 * @param until when it goes on by itself; null if only by hand
 */
public record PauseView(String by, String reason, Instant since, Instant until) {
  static PauseView of(TaskState.Pause pause) {
    return new PauseView(pause.by(), pause.reason(), pause.at(), pause.until().orElse(null));
  }
}
