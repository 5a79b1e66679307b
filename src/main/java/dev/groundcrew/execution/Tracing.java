package dev.groundcrew.execution;

import dev.groundcrew.run.Run;
import java.util.Optional;

/**
 * Shows attempts to the tracing of the server, if it has one. Safe for use by several threads; must
 * not throw.
 */
public interface Tracing {
  /** Where there is none. */
  Tracing NONE =
      new Tracing() {
        @Override
        public Optional<String> here() {
          return Optional.empty();
        }

        @Override
        public AttemptSpan begin(Run attempt) {
          return AttemptSpan.none(attempt);
        }
      };

  /**
   * What happens on this thread, as a {@code traceparent} of W3C Trace Context; empty outside every
   * trace.
   */
  Optional<String> here();

  /** Begins the span of an attempt, within the trace of what asked for it, on this thread. */
  AttemptSpan begin(Run attempt);
}
