package dev.groundcrew.watch.tracing;

import dev.groundcrew.execution.AttemptSpan;
import dev.groundcrew.execution.Tracing;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/** Spans of the server's own OpenTelemetry; {@code beans.xml} leaves it out where there is none. */
@ApplicationScoped
class ServerTracing implements Tracing {
  private static final String INSTRUMENTATION = "dev.groundcrew";
  private static final String HEADER = "traceparent";
  private static final W3CTraceContextPropagator FORM = W3CTraceContextPropagator.getInstance();

  /**
   * Tracing is off unless this is false, as MicroProfile Telemetry has it. Payara makes spans even
   * then, which it neither exports nor puts into the caller's trace.
   */
  private static final String DISABLED = "otel.sdk.disabled";

  private final Optional<Supplier<OpenTelemetry>> server;

  /** For the container's proxies. */
  ServerTracing() {
    server = Optional.empty();
  }

  @Inject
  ServerTracing(Instance<OpenTelemetry> server) {
    this(isOn() && server.isResolvable() ? Optional.of(server::get) : Optional.empty());
  }

  ServerTracing(Optional<Supplier<OpenTelemetry>> server) {
    this.server = server;
  }

  private static boolean isOn() {
    return !ConfigProvider.getConfig().getOptionalValue(DISABLED, Boolean.class).orElse(true);
  }

  @Override
  public Optional<String> here() {
    return server.flatMap(telemetry -> text(Context.current()));
  }

  @Override
  public AttemptSpan begin(Run attempt) {
    return server
        .map(telemetry -> begin(attempt, telemetry.get()))
        .orElseGet(() -> AttemptSpan.none(attempt));
  }

  @SuppressWarnings("MustBeClosedChecker") // The attempt closes it when it leaves the thread.
  private static AttemptSpan begin(Run attempt, OpenTelemetry telemetry) {
    // Whatever the thread was left with by others is no parent of this.
    Context parent = FORM.extract(Context.root(), attempt.origin().traceParent(), new OneHeader());
    Span span =
        telemetry
            .getTracer(INSTRUMENTATION)
            .spanBuilder("run " + attempt.task())
            .setParent(parent)
            .setAttribute("groundcrew.task", attempt.task())
            .setAttribute("groundcrew.run", RunId.text(attempt.id()))
            .setAttribute("groundcrew.attempt", attempt.attempt())
            .setAttribute("groundcrew.trigger", attempt.origin().trigger().name())
            .setAttribute("groundcrew.node", attempt.node())
            .startSpan();
    return new OpenSpan(span, parent.with(span).makeCurrent());
  }

  static Optional<String> text(Context context) {
    Map<String, String> headers = new HashMap<>();
    FORM.inject(context, headers, Map::put);
    return Optional.ofNullable(headers.get(HEADER));
  }

  /** Of the two headers of a trace context only the first is stored with a run. */
  private static final class OneHeader implements TextMapGetter<Optional<String>> {
    @Override
    public Iterable<String> keys(Optional<String> traceParent) {
      return traceParent.isPresent() ? List.of(HEADER) : List.of();
    }

    @Override
    public String get(Optional<String> traceParent, String name) {
      return HEADER.equals(name) && traceParent != null ? traceParent.orElse(null) : null;
    }
  }
}
