package dev.groundcrew.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A server that offers OpenTelemetry, and a collector that keeps what it is sent. */
class TracingIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";

  private final List<String> spans = new CopyOnWriteArrayList<>();

  @Test
  void aRunIsASpanInTheTraceOfTheRequestThatAskedForIt() throws IOException {
    HttpServer collector = collector();
    try (TestServer server =
        TestServer.of(TestWar.withTestTasks())
            .with("otel.sdk.disabled", "false")
            .with("otel.service.name", "groundcrew-under-test")
            .with("otel.traces.exporter", "otlp")
            .with("otel.metrics.exporter", "none")
            .with("otel.logs.exporter", "none")
            .with("otel.exporter.otlp.protocol", "http/protobuf")
            .with(
                "otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + collector.getAddress().getPort())
            .with("otel.bsp.schedule.delay", "100")) {
      server.start();
      GroundcrewClient client = server.client();
      String caller = "00-" + TRACE + "-" + CALLER + "-01";
      GroundcrewClient.Answer asked =
          client.json("POST", "api/tasks/tells-its-trace/run", "", "traceparent", caller);
      JsonObject run = client.awaitEnd(asked.json().getString("id"));

      assertThat(run.getString("traceparent"))
          .as("the span that the server made of the request")
          .startsWith("00-" + TRACE)
          .isNotEqualTo(caller);
      assertThat(run.getString("message"))
          .as("the run's own span, told to its code")
          .startsWith("00-" + TRACE)
          .isNotEqualTo(run.getString("traceparent"));
      // Trace and span ids travel as bytes, texts as they are.
      await("the span of the run")
          .atMost(Duration.ofSeconds(30))
          .until(() -> spans.stream().anyMatch(sent -> isOf(sent, run.getString("message"))));
    } finally {
      collector.stop(0);
    }
  }

  private static boolean isOf(String sent, String traceParent) {
    // 00-<32 digits of the trace>-<16 digits of the span>-01
    return sent.contains("run tells-its-trace")
        && sent.contains("groundcrew-under-test")
        && sent.contains(bytes(traceParent.substring(3, 35)))
        && sent.contains(bytes(traceParent.substring(36, 52)));
  }

  private static String bytes(String hex) {
    return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
  }

  private HttpServer collector() throws IOException {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          spans.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    return collector;
  }
}
