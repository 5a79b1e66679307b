package dev.groundcrew.engine;

import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Within which trace something is asked for. Safe for use by several threads. */
@ApplicationScoped
class Traces {
  @Inject Instance<Tracing> server;

  /** The server's tracing, or one that sees nothing. */
  Tracing tracing() {
    return server.isResolvable() ? server.get() : Tracing.NONE;
  }

  /** The span that the server made of this request, or what its caller says. */
  Optional<String> of(HttpHeaders headers) {
    return tracing().here().or(() -> TraceHeader.of(headers));
  }

  /** The trace that code on this thread belongs to: its request's, or its run's. */
  Optional<String> here() {
    return tracing().here().or(Execution::traceHere);
  }
}
