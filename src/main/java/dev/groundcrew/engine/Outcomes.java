package dev.groundcrew.engine;

import dev.groundcrew.execution.AttemptListener;
import dev.groundcrew.execution.Ended;
import dev.groundcrew.execution.Stop;
import dev.groundcrew.execution.Timer;
import dev.groundcrew.run.History;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.task.AfterCrash;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.task.Retry;
import dev.groundcrew.task.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of attempts that are over. Safe for use by several threads. */
final class Outcomes implements AttemptListener {
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

  private final History history;
  private final FailureLog failures;
  private final Timer timer;
  private final Backlog backlog;
  private final RandomGenerator random;
  private Launcher launcher;
  private Claims claims;
  private Intake intake;
  private Intake.DueAfterEnd dueAfterEnd;

  /** Outcomes that are not yet {@linkplain #connect connected}. */
  Outcomes(
      History history, FailureLog failures, Timer timer, Backlog backlog, RandomGenerator random) {
    this.history = history;
    this.failures = failures;
    this.timer = timer;
    this.backlog = backlog;
    this.random = random;
  }

  /** Ties the knot: an end frees a slot, and so lets the next run begin. */
  void connect(Launcher launcher, Claims claims, Intake intake, Intake.DueAfterEnd dueAfterEnd) {
    this.launcher = launcher;
    this.claims = claims;
    this.intake = intake;
    this.dueAfterEnd = dueAfterEnd;
  }

  @Override
  public void changed(Run run) {
    history.record(run);
  }

  @Override
  public void ended(Ended ended) {
    Task task = backlog.ended(ended.run());
    failures.ended(ended);
    if (!goOn(task, ended)) {
      dueAfterEnd.ended(task, ended.run().endedAt().orElseThrow());
      restart(task, ended);
    }
    launcher.start(task.definition().mode());
    claims.ended(task);
  }

  /** Whether the run has not ended with its attempt. */
  private boolean goOn(Task task, Ended ended) {
    Run run = ended.run();
    if (run.origin().durable() && wasTakenAway(ended) && mayRunAgain(task, ended)) {
      history.record(run.requeued(), () -> claims.soon(task.name()));
      return true;
    }
    Optional<Duration> pause = pauseBeforeRetry(task, ended);
    if (pause.isEmpty()) {
      history.record(run);
      return false;
    }
    Instant now = run.endedAt().orElseThrow();
    if (task.definition().scope() == Scope.EVERY_NODE) {
      backlog.storedChanged(task, 1);
    }
    // Not before it is written: a claim that comes first finds nothing.
    long since = System.nanoTime();
    history.record(
        run.toRetry(now.plus(pause.get())),
        run.pastAttempt(run.state(), run.ending(), now),
        () ->
            timer.after(
                pause.get().minusNanos(System.nanoTime() - since), () -> claims.soon(task.name())));
    return true;
  }

  /** The node stops or may be held for dead: not the run's fault, and no attempt is used up. */
  private static boolean wasTakenAway(Ended ended) {
    return ended.run().state() == RunState.CANCELLED
        && ended
            .stop()
            .filter(
                stop ->
                    stop.cause() == Stop.Cause.SHUTDOWN || stop.cause() == Stop.Cause.LEASE_LOST)
            .isPresent();
  }

  /** What has begun may have had its effects, which some tasks must not have twice. */
  private static boolean mayRunAgain(Task task, Ended ended) {
    boolean begun =
        ended.begun() && ended.thrown().filter(OnceStored.NotBegun.class::isInstance).isEmpty();
    return task.definition().afterCrash() == AfterCrash.RERUN || !begun;
  }

  private Optional<Duration> pauseBeforeRetry(Task task, Ended ended) {
    Run run = ended.run();
    boolean failed = run.state() == RunState.FAILED || run.state() == RunState.TIMED_OUT;
    boolean hopeless = ended.thrown().filter(InvalidParameters.class::isInstance).isPresent();
    Retry retry = task.definition().retry();
    return failed && !hopeless && !ended.left() && run.failures() < retry.attempts()
        ? Optional.of(retry.pauseAfter(run.failures(), random))
        : Optional.empty();
  }

  /** Rule 7 of the package. */
  private void restart(Task task, Ended ended) {
    boolean buried = ended.stop().filter(stop -> stop.cause() == Stop.Cause.LEASE_LOST).isPresent();
    if (!task.livesWithTheApplication() || (ended.run().state() != RunState.FAILED && !buried)) {
      return;
    }
    Run run = ended.run();
    Duration lived = Duration.between(run.startedAt().orElseThrow(), run.endedAt().orElseThrow());
    int restarts = backlog.nextRestart(task, lived);
    Duration doubled = Duration.ofSeconds(1L << Math.min(6, restarts - 1));
    Duration pause = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    timer.after(pause, () -> intake.begin(task, Origin.restart(run.id())));
  }
}
