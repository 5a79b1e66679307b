package dev.groundcrew.watch.alerts;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something to tell.
 *
 * @param kind what it is about
 * @param subject the thing that it is about, for the cool-down: a task or a problem's id
 * @param task the task, if it is about one
 * @param run the run, if it is about one
 * @param text for people
 * @param runbook what to do
 * @param at when it happened
 * @param held how many of the same were held back before it
 */
record Alert(
    AlertKind kind,
    String subject,
    Optional<String> task,
    Optional<String> run,
    String text,
    Optional<String> runbook,
    Instant at,
    int held) {
  Alert {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(at, "at");
  }

  Alert withHeld(int count) {
    return new Alert(kind, subject, task, run, text, runbook, at, count);
  }
}
