package dev.groundcrew.engine;

import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.time.Instant;
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
    Instant lastSkippedAt) {
  /**
   * How far a run is.
   *
   * @param done units of work
   * @param total units in all; 0 while unknown
   */
  public record ProgressView(long done, long total) {}

  static RunView of(Run run) {
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
        run.skips().last().orElse(null));
  }

  private static Duration duration(Optional<Long> nanos) {
    return nanos.map(Duration::ofNanos).orElse(null);
  }
}
