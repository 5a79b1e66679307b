package dev.groundcrew.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A {@link TaskContext} for unit tests of tasks: no server, no waiting.
 *
 * <p>{@link #proceed()} answers true as often as the test allows, then false; pauses pass at once
 * and are recorded. Safe for use by several threads.
 *
 * <pre>{@code
 * var context = FakeTaskContext.proceedingTimes(3);
 * new Inbox().watch(context);
 * assertThat(context.logLines()).contains("3 files");
 * }</pre>
 */
public final class FakeTaskContext implements TaskContext {
  private final List<String> logLines = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private long proceedsLeft;
  private long done;
  private long total;
  private String message = "";
  private Optional<String> parameters = Optional.empty();

  private FakeTaskContext(long proceeds) {
    this.proceedsLeft = proceeds;
  }

  /** A context whose checkpoints always allow the task to go on. */
  public static FakeTaskContext proceeding() {
    return new FakeTaskContext(Long.MAX_VALUE);
  }

  /**
   * A context whose first checkpoints allow the task to go on, and all later ones tell it to end.
   *
   * @throws IllegalArgumentException if {@code times} is negative
   */
  public static FakeTaskContext proceedingTimes(long times) {
    if (times < 0) {
      throw new IllegalArgumentException("times must not be negative: " + times);
    }
    return new FakeTaskContext(times);
  }

  /** Gives the task parameters: a JSON object. */
  public synchronized FakeTaskContext withParameters(String json) {
    parameters = Optional.of(json);
    return this;
  }

  /** Tells the task to end, as a cancel or a shutdown does. */
  public synchronized void end() {
    proceedsLeft = 0;
  }

  /** The lines logged so far. */
  public List<String> logLines() {
    return List.copyOf(logLines);
  }

  /** The pauses asked for so far, in order. */
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** The last message, or an empty string. */
  public synchronized String message() {
    return message;
  }

  /** The last units of work reported as done. */
  public synchronized long done() {
    return done;
  }

  /** The last units of work reported as the total. */
  public synchronized long total() {
    return total;
  }

  @Override
  public String task() {
    return "fake";
  }

  @Override
  public String runId() {
    return "0000000000000";
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Trigger trigger() {
    return Trigger.MANUAL;
  }

  @Override
  public Optional<Instant> scheduledFor() {
    return Optional.empty();
  }

  @Override
  public long fencingToken() {
    return 1;
  }

  @Override
  public synchronized Optional<String> parameters() {
    return parameters;
  }

  @Override
  public Optional<String> key() {
    return Optional.empty();
  }

  @Override
  public Optional<String> traceParent() {
    return Optional.empty();
  }

  @Override
  public synchronized boolean proceed() {
    if (proceedsLeft == 0) {
      return false;
    }
    proceedsLeft--;
    return true;
  }

  @Override
  public boolean proceedAfter(Duration pause) {
    pauses.add(requireNotNegative(pause));
    return proceed();
  }

  @Override
  public CompletionStage<Void> after(Duration pause) {
    pauses.add(requireNotNegative(pause));
    return proceed()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(new CancellationException("the test ended the run"));
  }

  @Override
  public synchronized void progress(long done, long total) {
    if (done < 0 || total < 0) {
      throw new IllegalArgumentException("progress must not be negative: " + done + "/" + total);
    }
    this.done = done;
    this.total = total;
  }

  @Override
  public synchronized void message(String text) {
    message = Objects.requireNonNull(text, "text");
  }

  @Override
  public void log(String line) {
    logLines.add(Objects.requireNonNull(line, "line"));
  }

  private static Duration requireNotNegative(Duration pause) {
    if (pause.isNegative()) {
      throw new IllegalArgumentException("pause must not be negative: " + pause);
    }
    return pause;
  }
}
