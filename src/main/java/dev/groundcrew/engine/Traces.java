package dev.groundcrew.engine;

import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** Within which trace something is asked for. Safe for use by several threads. */
@ApplicationScoped
public class Traces {
  @Inject Instance<Tracing> server;

  /** The server's tracing, or one that sees nothing. */
  public Tracing tracing() {
    return server.isResolvable() ? server.get() : Tracing.NONE;
  }

  /**
   * The trace that code on this thread belongs to, as its {@code traceparent}: the span that the
   * server made of a request, or a run's.
   */
  public Optional<String> here() {
    return tracing().here().or(Execution::traceHere);
  }
}
