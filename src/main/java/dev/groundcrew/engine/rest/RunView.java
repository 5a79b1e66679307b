package dev.groundcrew.engine.rest;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.run.PastAttempt;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as REST shows it. What it does not have is null.
 *
 * @param id of the run
 * @param task whose run it is
 * @param state where it stands
 * @param trigger why it began
 * @param node who runs or ran it
 * @param attempt which try it is at
 * @param crashes how many nodes died under it
 * @param durable whether it survives a crash
 * @param scheduledFor when its schedule was due
 * @param queuedAt when it came to be
 * @param startedAt when its last attempt began
 * @param endedAt when it ended
 * @param requestedBy who asked for it
 * @param retryOf the failed run that it repeats
 * @param reason why it was skipped, cancelled or abandoned
 * @param message its result in its own words
 * @param error what it threw, in one line
 * @param stack what it threw, or where it was caught
 * @param wallTime from the begin of its code to its end
 * @param cpuTime CPU time of its thread
 * @param heldBack how long requests held it back
 * @param allocatedBytes heap memory that its thread took
 * @param progress how far it is
 * @param skipped how many ticks it stands for
 * @param lastSkippedAt when the last of them was due
 * @param key the submitter's name for the work
 * @param priority before which other runs of its task it starts
 * @param notBefore when it may start; of a run to be tried again, when
 * @param parameters what the submitter gave it
 * @param traceparent the trace of the request that asked for it, as W3C has it
 * @param attempts those that did not end it, in order; null in lists
 * @param mayOperate whether the caller may cancel or retry it; null in lists
 */
@JsonbPropertyOrder({
  "id",
  "task",
  "state",
  "trigger",
  "reason",
  "message",
  "error",
  "node",
  "attempt",
  "queuedAt",
  "scheduledFor",
  "startedAt",
  "endedAt",
  "wallTime",
  "cpuTime",
  "heldBack",
  "allocatedBytes",
  "progress"
})
public record RunView(
    String id,
    String task,
    String state,
    String trigger,
    String node,
    int attempt,
    int crashes,
    boolean durable,
    Instant scheduledFor,
    Instant queuedAt,
    Instant startedAt,
    Instant endedAt,
    String requestedBy,
    String retryOf,
    String reason,
    String message,
    String error,
    String stack,
    Duration wallTime,
    Duration cpuTime,
    Duration heldBack,
    Long allocatedBytes,
    ProgressView progress,
    long skipped,
    Instant lastSkippedAt,
    String key,
    String priority,
    Instant notBefore,
    JsonObject parameters,
    String traceparent,
    List<AttemptView> attempts,
    Boolean mayOperate) {
  /**
   * An attempt that did not end its run.
   *
   * @param attempt its number, from 1
   * @param node who tried
   * @param state FAILED, TIMED_OUT, or ABANDONED if the node died
   * @param startedAt when it began
   * @param endedAt when it ended or was found dead
   * @param reason why it was ended
   * @param error what it threw, in one line
   * @param stack what it threw
   */
  public record AttemptView(
      int attempt,
      String node,
      String state,
      Instant startedAt,
      Instant endedAt,
      String reason,
      String error,
      String stack) {
    static AttemptView of(PastAttempt past) {
      return new AttemptView(
          past.attempt(),
          past.node(),
          past.state().name(),
          past.startedAt().orElse(null),
          past.endedAt(),
          past.ending().reason().orElse(null),
          past.ending().error().orElse(null),
          past.ending().stack().orElse(null));
    }
  }

  /**
   * How far a run is.
   *
   * @param done units of work
   * @param total units in all; 0 while unknown
   */
  public record ProgressView(long done, long total) {}

  /** A run in a list. */
  static RunView of(Run run) {
    return of(run, null, null);
  }

  /** A run with its earlier attempts, for somebody. */
  static RunView whole(Run run, List<PastAttempt> attempts, boolean mayOperate) {
    return of(run, attempts.stream().map(AttemptView::of).toList(), mayOperate);
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static RunView of(Run run, List<AttemptView> attempts, Boolean mayOperate) {
    return new RunView(
        RunId.text(run.id()),
        run.task(),
        run.state().name(),
        run.origin().trigger().name(),
        run.node(),
        run.attempt(),
        run.crashes(),
        run.origin().durable(),
        run.origin().scheduledFor().orElse(null),
        run.queuedAt(),
        run.startedAt().orElse(null),
        run.endedAt().orElse(null),
        run.origin().requestedBy().orElse(null),
        run.origin().retryOf().map(RunId::text).orElse(null),
        run.ending().reason().orElse(null),
        run.ending().message().orElse(null),
        run.ending().error().orElse(null),
        run.ending().stack().orElse(null),
        duration(run.ending().figures().wallNanos()),
        duration(run.ending().figures().cpuNanos()),
        duration(run.ending().figures().gateNanos()),
        run.ending().figures().allocatedBytes().orElse(null),
        new ProgressView(run.progress().done(), run.progress().total()),
        run.skips().count(),
        run.skips().last().orElse(null),
        run.submission().key().orElse(null),
        run.submission().priority().name(),
        run.submission().readyAt().orElse(null),
        run.submission().parameters().map(RunView::json).orElse(null),
        run.origin().traceParent().orElse(null),
        attempts,
        mayOperate);
  }

  private static Duration duration(Optional<Long> nanos) {
    return nanos.map(Duration::ofNanos).orElse(null);
  }
}
