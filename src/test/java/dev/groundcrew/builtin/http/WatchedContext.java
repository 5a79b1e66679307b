package dev.groundcrew.builtin.http;

import dev.groundcrew.task.FakeTaskContext;
import dev.groundcrew.task.TaskContext;
import dev.groundcrew.task.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake context whose pauses last until the test lets them pass. */
public final class WatchedContext implements TaskContext {
  private final FakeTaskContext fake = FakeTaskContext.proceeding();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Void>> waiting = new CopyOnWriteArrayList<>();

  private volatile Optional<String> trace = Optional.empty();

  /** A request with this trace asked for the run. */
  public void within(String traceParent) {
    trace = Optional.of(traceParent);
  }

  public void letPausesPass() {
    waiting.forEach(pause -> pause.complete(null));
  }

  public List<Duration> pauses() {
    return pauses;
  }

  public String message() {
    return fake.message();
  }

  public List<String> logLines() {
    return fake.logLines();
  }

  @Override
  public CompletionStage<Void> after(Duration pause) {
    var stage = new CompletableFuture<Void>();
    pauses.add(pause);
    waiting.add(stage);
    return stage;
  }

  @Override
  public String task() {
    return fake.task();
  }

  @Override
  public String runId() {
    return fake.runId();
  }

  @Override
  public int attempt() {
    return fake.attempt();
  }

  @Override
  public Trigger trigger() {
    return fake.trigger();
  }

  @Override
  public Optional<Instant> scheduledFor() {
    return fake.scheduledFor();
  }

  @Override
  public long fencingToken() {
    return fake.fencingToken();
  }

  @Override
  public Optional<String> parameters() {
    return fake.parameters();
  }

  @Override
  public Optional<String> traceParent() {
    return trace;
  }

  @Override
  public Optional<String> key() {
    return fake.key();
  }

  @Override
  public boolean proceed() {
    return fake.proceed();
  }

  @Override
  public boolean proceedAfter(Duration pause) {
    return fake.proceedAfter(pause);
  }

  @Override
  public void progress(long done, long total) {
    fake.progress(done, total);
  }

  @Override
  public void message(String text) {
    fake.message(text);
  }

  @Override
  public void log(String line) {
    fake.log(line);
  }
}
