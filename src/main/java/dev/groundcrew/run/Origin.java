package dev.groundcrew.run;

import dev.groundcrew.task.Trigger;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a run is there.
 *
 * @param trigger what began it
 * @param durable whether it was stored before it was acknowledged, so that it survives a crash
 * @param scheduledFor when its schedule was due
 * @param requestedBy who asked for it
 * @param retryOf the id of the failed run that it repeats
 * @param traceParent the trace of the request that asked for it, as W3C Trace Context has it
 */
public record Origin(
    Trigger trigger,
    boolean durable,
    Optional<Instant> scheduledFor,
    Optional<String> requestedBy,
    Optional<Long> retryOf,
    Optional<String> traceParent) {
  public Origin {
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(scheduledFor, "scheduledFor");
    Objects.requireNonNull(requestedBy, "requestedBy");
    Objects.requireNonNull(retryOf, "retryOf");
    Objects.requireNonNull(traceParent, "traceParent");
  }

  private Origin(
      Trigger trigger,
      boolean durable,
      Optional<Instant> scheduledFor,
      Optional<String> requestedBy,
      Optional<Long> retryOf) {
    this(trigger, durable, scheduledFor, requestedBy, retryOf, Optional.empty());
  }

  /** Its schedule was due. */
  public static Origin schedule(Instant due) {
    return new Origin(
        Trigger.SCHEDULE, false, Optional.of(due), Optional.empty(), Optional.empty());
  }

  /** Its schedule was due, once for the whole cluster: stored before it runs. */
  public static Origin clusterSchedule(Instant due) {
    return new Origin(Trigger.SCHEDULE, true, Optional.of(due), Optional.empty(), Optional.empty());
  }

  /** A due time had passed while nothing could run the task. */
  public static Origin catchUp(Instant due) {
    return new Origin(Trigger.CATCH_UP, true, Optional.of(due), Optional.empty(), Optional.empty());
  }

  /** Somebody wants an ended run again. */
  public static Origin retry(long endedRun, String requestedBy) {
    return new Origin(
        Trigger.RETRY, true, Optional.empty(), Optional.of(requestedBy), Optional.of(endedRun));
  }

  /** The same origin of a run that is in the database from now on. */
  Origin stored() {
    return new Origin(trigger, true, scheduledFor, requestedBy, retryOf, traceParent);
  }

  /** The same origin, asked for within a trace. */
  public Origin within(Optional<String> trace) {
    return new Origin(trigger, durable, scheduledFor, requestedBy, retryOf, trace);
  }

  /** The application started. */
  public static Origin startup() {
    return new Origin(Trigger.STARTUP, false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Somebody asked for it. */
  public static Origin manual(String requestedBy) {
    return new Origin(
        Trigger.MANUAL, true, Optional.empty(), Optional.of(requestedBy), Optional.empty());
  }

  /** A task that lives with the application had failed. */
  public static Origin restart(long failedRun) {
    return new Origin(
        Trigger.RETRY, false, Optional.empty(), Optional.empty(), Optional.of(failedRun));
  }
}
