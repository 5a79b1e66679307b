package dev.groundcrew.watch.tracing;

import dev.groundcrew.execution.AttemptSpan;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;

/** The span of an attempt that is under way. */
final class OpenSpan implements AttemptSpan {
  private final Span span;
  private final Scope scope;

  OpenSpan(Span span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  @Override
  public Optional<String> traceParent() {
    return ServerTracing.text(Context.root().with(span));
  }

  @Override
  public void leaveThread() {
    scope.close();
  }

  @Override
  public void end(Run over, Optional<Throwable> cause) {
    span.setAttribute("groundcrew.state", over.state().name());
    if (RunState.FAILURES.contains(over.state())) {
      cause.ifPresent(span::recordException);
      span.setStatus(
          StatusCode.ERROR, over.ending().error().or(() -> over.ending().reason()).orElse(""));
    }
    span.end();
  }
}
