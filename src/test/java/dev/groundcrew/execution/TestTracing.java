package dev.groundcrew.execution;

import dev.groundcrew.run.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told. */
final class TestTracing implements Tracing {
  private final ThreadLocal<String> current = new ThreadLocal<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile boolean broken;

  /** What became of the spans, in order. */
  List<String> told() {
    return told;
  }

  void breakDown() {
    broken = true;
  }

  @Override
  public Optional<String> here() {
    return Optional.ofNullable(current.get());
  }

  @Override
  public AttemptSpan begin(Run attempt) {
    if (broken) {
      throw new IllegalStateException("tracing is broken");
    }
    String name = "span of " + attempt.id();
    current.set(name);
    return new AttemptSpan() {
      @Override
      public Optional<String> traceParent() {
        return Optional.of(name);
      }

      @Override
      public void leaveThread() {
        current.remove();
        told.add("left " + attempt.id());
      }

      @Override
      public void end(Run over, Optional<Throwable> cause) {
        told.add("ended " + over.id() + " " + over.state() + cause.map(it -> " " + it).orElse(""));
      }
    };
  }
}
