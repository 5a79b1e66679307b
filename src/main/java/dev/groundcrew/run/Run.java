package dev.groundcrew.run;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One execution of a task, as it stands at one moment. Immutable; each change is a new value.
 *
 * @param id see {@link RunIds}
 * @param task the task's name
 * @param origin why it is there
 * @param submission what whoever asked for it said about it
 * @param state where it stands
 * @param claim who holds it
 * @param node the node that runs or ran it; empty while none has taken it
 * @param onlyOn the one node that may run it; empty if any may
 * @param queuedAt when it came to be
 * @param startedAt when its last attempt began
 * @param endedAt when it reached its final state
 * @param attempt which try it is at; 0 before the first
 * @param crashes how many nodes died under it
 * @param ending how it ended
 * @param progress how far it is
 * @param skips how many ticks it stands for, if it was skipped
 */
public record Run(
    long id,
    String task,
    Origin origin,
    Submission submission,
    RunState state,
    Claim claim,
    String node,
    String onlyOn,
    Instant queuedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    int attempt,
    int crashes,
    Ending ending,
    Progress progress,
    Skips skips) {
  public Run {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(submission, "submission");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(ending, "ending");
    if (state.isFinal() != endedAt.isPresent()) {
      throw new IllegalArgumentException(state + " does not fit an end at " + endedAt);
    }
  }

  /** A new run that waits for a slot on any node, or on one. */
  public static Run queued(long id, String task, Origin origin, String onlyOn, Instant at) {
    return queued(id, task, origin, Submission.PLAIN, onlyOn, at);
  }

  /** A new run that waits for a slot on any node, or on one, with what was said about it. */
  public static Run queued(
      long id, String task, Origin origin, Submission submission, String onlyOn, Instant at) {
    return new Run(
        id,
        task,
        origin,
        submission,
        RunState.QUEUED,
        Claim.NONE,
        "",
        onlyOn,
        at,
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Ending.NONE,
        Progress.NONE,
        Skips.NONE);
  }

  /** This run, skipped: it stands for {@code count} ticks, the last of them at {@code lastDue}. */
  public Run skipped(String reason, String node, long count, Instant lastDue, Instant at) {
    return change(
            RunState.SKIPPED, node, startedAt, Optional.of(at), attempt, Ending.because(reason))
        .withSkips(Skips.NONE.plus(count, lastDue));
  }

  /** This skipped run, standing for more ticks. */
  public Run skippedAgain(long more, Instant lastDue, Instant at) {
    return change(state, node, startedAt, Optional.of(at), attempt, ending)
        .withSkips(skips.plus(more, lastDue));
  }

  /** This waiting run, taken by a node. */
  public Run claimed(String node, Claim claim) {
    return new Run(
        id,
        task,
        origin,
        submission,
        state,
        claim,
        node,
        onlyOn,
        queuedAt,
        startedAt,
        endedAt,
        attempt,
        crashes,
        ending,
        progress,
        skips);
  }

  /** This run with its next attempt begun. */
  public Run started(String node, Instant at) {
    return change(
        RunState.RUNNING, node, Optional.of(at), Optional.empty(), attempt + 1, Ending.NONE);
  }

  /** This run, asked to end. */
  public Run cancelling() {
    return change(RunState.CANCELLING, node, startedAt, endedAt, attempt, ending);
  }

  /** This run in a final state, held by nobody. */
  public Run ended(RunState end, Ending how, Instant at) {
    if (state.isFinal()) {
      throw new IllegalStateException("run " + RunId.text(id) + " is already " + state);
    }
    return change(end, node, startedAt, Optional.of(at), attempt, how);
  }

  /** This run back in the queue, the attempt not counted: it did not fail, its node stopped. */
  public Run requeued() {
    return waiting(origin, submission, Math.max(0, attempt - 1), crashes);
  }

  /** This run back in the queue after its node died under it; the attempt is kept. */
  public Run afterCrash() {
    return waiting(origin, submission, attempt, crashes + 1);
  }

  /** This run back in the queue after its attempt failed; durable from now on. */
  public Run toRetry(Instant readyAt) {
    return waiting(origin.stored(), submission.readyAt(readyAt), attempt, crashes);
  }

  private Run waiting(Origin origin, Submission submission, int attempt, int crashes) {
    return new Run(
        id,
        task,
        origin,
        submission,
        RunState.QUEUED,
        claim.released(),
        "",
        onlyOn,
        queuedAt,
        Optional.empty(),
        Optional.empty(),
        attempt,
        crashes,
        Ending.NONE,
        Progress.NONE,
        skips);
  }

  /** This run with more crashes counted. */
  public Run withCrashes(int now) {
    return new Run(
        id,
        task,
        origin,
        submission,
        state,
        claim,
        node,
        onlyOn,
        queuedAt,
        startedAt,
        endedAt,
        attempt,
        now,
        ending,
        progress,
        skips);
  }

  /** How many attempts have failed by themselves, the one under way included. */
  public int failures() {
    return attempt - crashes;
  }

  /** The try that this run stands at, for the record: how it ended although the run goes on. */
  public PastAttempt pastAttempt(RunState end, Ending how, Instant at) {
    return PastAttempt.of(this, end, how, at);
  }

  /** This run, farther on. */
  public Run withProgress(Progress now) {
    return new Run(
        id,
        task,
        origin,
        submission,
        state,
        claim,
        node,
        onlyOn,
        queuedAt,
        startedAt,
        endedAt,
        attempt,
        crashes,
        ending,
        now,
        skips);
  }

  private Run withSkips(Skips now) {
    return new Run(
        id,
        task,
        origin,
        submission,
        state,
        claim,
        node,
        onlyOn,
        queuedAt,
        startedAt,
        endedAt,
        attempt,
        crashes,
        ending,
        progress,
        now);
  }

  private Run change(
      RunState state,
      String node,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      int attempt,
      Ending ending) {
    return new Run(
        id,
        task,
        origin,
        submission,
        state,
        state.isFinal() ? claim.released() : claim,
        node,
        onlyOn,
        queuedAt,
        startedAt,
        endedAt,
        attempt,
        crashes,
        ending,
        progress,
        skips);
  }
}
