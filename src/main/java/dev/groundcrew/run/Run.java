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
 * @param state where it stands
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
    RunState state,
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
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(ending, "ending");
    if (state.isFinal() != endedAt.isPresent()) {
      throw new IllegalArgumentException(state + " does not fit an end at " + endedAt);
    }
  }

  /** A new run that waits for a slot on any node, or on one. */
  public static Run queued(long id, String task, Origin origin, String onlyOn, Instant at) {
    return new Run(
        id,
        task,
        origin,
        RunState.QUEUED,
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

  /** This run with its next attempt begun. */
  public Run started(String node, Instant at) {
    return change(
        RunState.RUNNING, node, Optional.of(at), Optional.empty(), attempt + 1, Ending.NONE);
  }

  /** This run, asked to end. */
  public Run cancelling() {
    return change(RunState.CANCELLING, node, startedAt, endedAt, attempt, ending);
  }

  /** This run in a final state. */
  public Run ended(RunState end, Ending how, Instant at) {
    if (state.isFinal()) {
      throw new IllegalStateException("run " + RunId.text(id) + " is already " + state);
    }
    return change(end, node, startedAt, Optional.of(at), attempt, how);
  }

  /** This run back in the queue, the attempt not counted: it did not fail, its node went away. */
  public Run requeued(int crashes) {
    return new Run(
        id,
        task,
        origin,
        RunState.QUEUED,
        "",
        onlyOn,
        queuedAt,
        Optional.empty(),
        Optional.empty(),
        Math.max(0, attempt - 1),
        crashes,
        Ending.NONE,
        Progress.NONE,
        skips);
  }

  /** This run, farther on. */
  public Run withProgress(Progress now) {
    return new Run(
        id, task, origin, state, node, onlyOn, queuedAt, startedAt, endedAt, attempt, crashes,
        ending, now, skips);
  }

  private Run withSkips(Skips now) {
    return new Run(
        id, task, origin, state, node, onlyOn, queuedAt, startedAt, endedAt, attempt, crashes,
        ending, progress, now);
  }

  private Run change(
      RunState state,
      String node,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      int attempt,
      Ending ending) {
    return new Run(
        id, task, origin, state, node, onlyOn, queuedAt, startedAt, endedAt, attempt, crashes,
        ending, progress, skips);
  }
}
