package dev.groundcrew.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a running task knows and may say. One per attempt; safe for use by several threads.
 *
 * <p>For unit tests of tasks there is {@link FakeTaskContext}.
 */
public interface TaskContext {
  /** The task's name. */
  String task();

  /** The run's id, as in {@code /api/runs/{id}}. */
  String runId();

  /** Which try of the run this is, from 1. */
  int attempt();

  /** Why the run began. */
  Trigger trigger();

  /** When the run was due, if a schedule began it. */
  Optional<Instant> scheduledFor();

  /**
   * The fencing token: greater with each claim of the run by any node. Give it to whatever the task
   * writes to elsewhere and let that refuse a smaller one than it has seen: then a node that was
   * frozen and wakes late cannot overwrite what its successor wrote. 0 for runs that live in the
   * memory of one node only, since no other can take these.
   */
  long fencingToken();

  /** What the submitter gave this run to work with: a JSON object; empty if nothing. */
  Optional<String> parameters();

  /** The submitter's name for the work; empty if it gave none. */
  Optional<String> key();

  /**
   * The trace that this run belongs to, as the <a
   * href="https://www.w3.org/TR/trace-context/">W3C</a> {@code traceparent} header has it: send it
   * along with what the task calls. Where the server offers OpenTelemetry it is the span of this
   * attempt, elsewhere what the request that asked for the run carried. Empty if there is neither.
   */
  Optional<String> traceParent();

  /**
   * The cooperative checkpoint: call it often, every few milliseconds in a loop that computes. It
   * waits while requests need the machine, so call it while you hold no lock and no connection;
   * {@link BackgroundTask#yields} exempts a task. It never waits on threads of an ASYNC task.
   *
   * @return false once the run must end: cancelled, timed out, or shutting down
   */
  boolean proceed();

  /**
   * Waits on this thread, then answers as {@link #proceed()}; returns early once the run must end.
   *
   * @throws IllegalArgumentException if the pause is negative
   */
  boolean proceedAfter(Duration pause) throws InterruptedException;

  /**
   * A stage that completes after the pause and holds no thread meanwhile: how an ASYNC task waits.
   * Completes exceptionally with {@link java.util.concurrent.CancellationException} once the run
   * must end. Dependents run on the server's managed executor.
   */
  CompletionStage<Void> after(Duration pause);

  /**
   * Says how far the run is.
   *
   * @param done units of work done, not negative
   * @param total units of work in all; 0 while unknown
   */
  void progress(long done, long total);

  /** The run's result in words, shown with it; the last one counts. Cut at 1,000 characters. */
  void message(String text);

  /** Adds a line to the run's log, which keeps 1 MB a run. */
  void log(String line);
}
