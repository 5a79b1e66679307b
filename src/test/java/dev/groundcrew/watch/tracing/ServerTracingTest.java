package dev.groundcrew.watch.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.execution.AttemptSpan;
import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerTracingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "00-" + TRACE + "-b7ad6b7169203331-01";

  @RegisterExtension static final OpenTelemetryExtension SERVER = OpenTelemetryExtension.create();

  private final ServerTracing tracing = new ServerTracing(Optional.of(SERVER::getOpenTelemetry));

  private static Run run(Optional<String> traceParent) {
    return Run.queued(7, "rates", Origin.manual("anna").within(traceParent), "a", NOW)
        .started("a", NOW);
  }

  private static Run ended(Run run, RunState state, Optional<String> error) {
    var ending =
        new Ending(
            Optional.empty(), Optional.empty(), error, Optional.empty(), Ending.NONE.figures());
    return run.ended(state, ending, NOW);
  }

  @Test
  void anAttemptIsAChildOfTheRequestThatAskedForIt() {
    Run run = run(Optional.of(CALLER));
    AttemptSpan span = tracing.begin(run);
    assertThat(tracing.here()).isEqualTo(span.traceParent());
    assertThat(span.traceParent().orElseThrow()).startsWith("00-" + TRACE).isNotEqualTo(CALLER);
    span.leaveThread();
    assertThat(tracing.here()).isEmpty();
    span.end(ended(run, RunState.SUCCEEDED, Optional.empty()), Optional.empty());

    SpanData seen = SERVER.getSpans().get(0);
    assertThat(seen.getName()).isEqualTo("run rates");
    assertThat(seen.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(seen.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(seen.getAttributes().get(AttributeKey.stringKey("groundcrew.state")))
        .isEqualTo("SUCCEEDED");
    assertThat(seen.getAttributes().get(AttributeKey.longKey("groundcrew.attempt"))).isEqualTo(1);
  }

  @Test
  void aRunThatNobodyAskedForBeginsATraceWhateverTheThreadWasLeftWith() {
    Span stale = SERVER.getOpenTelemetry().getTracer("test").spanBuilder("stale").startSpan();
    Run run = run(Optional.empty());
    Scope left = stale.makeCurrent();
    try {
      AttemptSpan span = tracing.begin(run);
      span.end(ended(run, RunState.SUCCEEDED, Optional.empty()), Optional.empty());
      span.leaveThread();
      assertThat(Span.current()).isEqualTo(stale);
    } finally {
      left.close();
    }

    SpanData seen = SERVER.getSpans().get(0);
    assertThat(seen.getParentSpanContext().isValid()).isFalse();
    assertThat(seen.getTraceId()).isNotEqualTo(stale.getSpanContext().getTraceId());
  }

  @Test
  void aFailureIsAnErrorWithItsException() {
    Run run = run(Optional.empty());
    AttemptSpan span = tracing.begin(run);
    span.leaveThread();
    span.end(
        ended(run, RunState.FAILED, Optional.of("no paper")),
        Optional.of(new IllegalStateException("no paper")));

    SpanData seen = SERVER.getSpans().get(0);
    assertThat(seen.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(seen.getStatus().getDescription()).isEqualTo("no paper");
    assertThat(seen.getEvents()).extracting(event -> event.getName()).containsExactly("exception");
  }

  @Test
  void whereTheServersTelemetryIsSwitchedOffTheCallersTraceGoesOn() {
    var off = new ServerTracing(Optional.empty());
    AttemptSpan span = off.begin(run(Optional.of(CALLER)));
    assertThat(span.traceParent()).contains(CALLER);
    assertThat(off.here()).isEmpty();
    span.leaveThread();
    assertThat(SERVER.getSpans()).isEmpty();
  }
}
