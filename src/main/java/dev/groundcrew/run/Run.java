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
    var copy = new Copy(this);
    copy.node = node;
    copy.skips = Skips.NONE.plus(count, lastDue);
    return copy.ended(RunState.SKIPPED, Ending.because(reason), at);
  }

  /** This skipped run, standing for more ticks. */
  public Run skippedAgain(long more, Instant lastDue, Instant at) {
    var copy = new Copy(this);
    copy.skips = skips.plus(more, lastDue);
    return copy.ended(state, ending, at);
  }

  /** This waiting run, taken by a node. */
  public Run claimed(String node, Claim claim) {
    var copy = new Copy(this);
    copy.node = node;
    copy.claim = claim;
    return copy.done();
  }

  /** This run with its next attempt begun. */
  public Run started(String node, Instant at) {
    var copy = new Copy(this);
    copy.state = RunState.RUNNING;
    copy.node = node;
    copy.startedAt = Optional.of(at);
    copy.endedAt = Optional.empty();
    copy.attempt = attempt + 1;
    copy.ending = Ending.NONE;
    return copy.done();
  }

  /** This run that has been started, its code beginning only now. */
  public Run begun(Instant at) {
    var copy = new Copy(this);
    copy.startedAt = Optional.of(at);
    return copy.done();
  }

  /** This run, asked to end. */
  public Run cancelling() {
    var copy = new Copy(this);
    copy.state = RunState.CANCELLING;
    return copy.done();
  }

  /** This run in a final state, held by nobody. */
  public Run ended(RunState end, Ending how, Instant at) {
    if (state.isFinal()) {
      throw new IllegalStateException("run " + RunId.text(id) + " is already " + state);
    }
    return new Copy(this).ended(end, how, at);
  }

  /** This run back in the queue, taken but not begun. */
  public Run givenBack() {
    return new Copy(this).waiting();
  }

  /** This run back in the queue, the attempt not counted: it did not fail, its node stopped. */
  public Run requeued() {
    var copy = new Copy(this);
    copy.attempt = Math.max(0, attempt - 1);
    return copy.waiting();
  }

  /** This run back in the queue after its node died under it; the attempt is kept. */
  public Run afterCrash() {
    var copy = new Copy(this);
    copy.crashes = crashes + 1;
    return copy.waiting();
  }

  /** This run back in the queue after its attempt failed; durable from now on. */
  public Run toRetry(Instant readyAt) {
    var copy = new Copy(this);
    copy.origin = origin.stored();
    copy.submission = submission.readyAt(readyAt);
    return copy.waiting();
  }

  /** This run with more crashes counted. */
  public Run withCrashes(int now) {
    var copy = new Copy(this);
    copy.crashes = now;
    return copy.done();
  }

  /** This run, farther on. */
  public Run withProgress(Progress now) {
    var copy = new Copy(this);
    copy.progress = now;
    return copy.done();
  }

  /** How many attempts have failed by themselves, the one under way included. */
  public int failures() {
    return attempt - crashes;
  }

  /** The last due time that it stands for; empty if no schedule began it. */
  public Optional<Instant> lastDue() {
    return skips.last().or(origin::scheduledFor);
  }

  /** The try that this run stands at, for the record: how it ended although the run goes on. */
  public PastAttempt pastAttempt(RunState end, Ending how, Instant at) {
    return PastAttempt.of(this, end, how, at);
  }

  /** A run to be, like another until its fields are set. */
  private static final class Copy {
    private final Run of;
    private Origin origin;
    private Submission submission;
    private RunState state;
    private Claim claim;
    private String node;
    private Optional<Instant> startedAt;
    private Optional<Instant> endedAt;
    private int attempt;
    private int crashes;
    private Ending ending;
    private Progress progress;
    private Skips skips;

    Copy(Run of) {
      this.of = of;
      origin = of.origin;
      submission = of.submission;
      state = of.state;
      claim = of.claim;
      node = of.node;
      startedAt = of.startedAt;
      endedAt = of.endedAt;
      attempt = of.attempt;
      crashes = of.crashes;
      ending = of.ending;
      progress = of.progress;
      skips = of.skips;
    }

    Run ended(RunState end, Ending how, Instant at) {
      state = end;
      ending = how;
      endedAt = Optional.of(at);
      claim = end.isFinal() ? claim.released() : claim;
      return done();
    }

    Run waiting() {
      state = RunState.QUEUED;
      claim = claim.released();
      node = "";
      startedAt = Optional.empty();
      endedAt = Optional.empty();
      ending = Ending.NONE;
      progress = Progress.NONE;
      return done();
    }

    Run done() {
      return new Run(
          of.id,
          of.task,
          origin,
          submission,
          state,
          claim,
          node,
          of.onlyOn,
          of.queuedAt,
          startedAt,
          endedAt,
          attempt,
          crashes,
          ending,
          progress,
          skips);
    }
  }
}
