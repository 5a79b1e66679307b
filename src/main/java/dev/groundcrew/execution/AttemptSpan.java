package dev.groundcrew.execution;

import dev.groundcrew.run.Run;
import java.util.Optional;

/** An attempt in a trace. Safe for use by several threads; must not throw. */
public interface AttemptSpan {
  /** No span: what the attempt causes belongs to the trace of what asked for it. */
  static AttemptSpan none(Run attempt) {
    return new AttemptSpan() {
      @Override
      public Optional<String> traceParent() {
        return attempt.origin().traceParent();
      }

      @Override
      public void leaveThread() {
        // It was never on the thread.
      }

      @Override
      public void end(Run over, Optional<Throwable> cause) {
        // It never began.
      }
    };
  }

  /** What the attempt gives on to what it causes, as a {@code traceparent}. */
  Optional<String> traceParent();

  /** What happens on the thread that began it is not its doing any more. Called once, there. */
  void leaveThread();

  /** The attempt is over. Called once, on any thread. */
  void end(Run over, Optional<Throwable> cause);
}
