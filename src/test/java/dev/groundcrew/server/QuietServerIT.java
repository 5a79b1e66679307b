package dev.groundcrew.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A server that starts nothing by itself, and to which nobody has attached: what it does is what
 * the test has asked for. It offers OpenTelemetry, and the test keeps what it is sent.
 */
class QuietServerIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";

  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
  private static final String LISTENING = "0A";

  /** 127.0.0.1, ::1 and ::ffff:127.0.0.1, as the kernel writes them. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  private static final List<String> spans = new CopyOnWriteArrayList<>();

  private static HttpServer collector;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    collector = collector();
    server =
        TestServer.of(TestWar.withTestTasks())
            .with("groundcrew.enabled", "false")
            .with("otel.sdk.disabled", "false")
            .with("otel.service.name", "groundcrew-under-test")
            .with("otel.traces.exporter", "otlp")
            .with("otel.metrics.exporter", "none")
            .with("otel.logs.exporter", "none")
            .with("otel.exporter.otlp.protocol", "http/protobuf")
            .with(
                "otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + collector.getAddress().getPort())
            .with("otel.bsp.schedule.delay", "100")
            .start();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
    collector.stop(0);
  }

  @Test
  @Tag("any-server")
  void nothingStartsByItselfAndARunByHandWorks() {
    GroundcrewClient client = server.client();
    assertThat(client.runToItsEnd("beats-pooled").getString("state")).isEqualTo("SUCCEEDED");
    await()
        .pollDelay(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(client.runs(""))
                    .extracting(run -> run.getString("trigger"))
                    .containsOnly("MANUAL"));
  }

  @Test
  void aRunIsASpanInTheTraceOfTheRequestThatAskedForIt() {
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

  private static HttpServer collector() throws IOException {
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

  /** The configuration that ships opens nothing to the network. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads sockets from /proc")
  void itListensOnLoopbackOnly() throws IOException {
    // Not the shared server: whoever attaches to a JVM lets it listen for that.
    Path process = Path.of("/proc", Long.toString(server.pid()));
    Set<String> own = socketsOf(process);
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[3].equals(LISTENING) && own.contains(columns[9])) {
          addresses.add(columns[1].substring(0, columns[1].indexOf(":")));
        }
      }
    }
    assertThat(addresses).isNotEmpty().isSubsetOf(LOOPBACK);
  }

  private static Set<String> socketsOf(Path process) throws IOException {
    var inodes = new HashSet<String>();
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      for (Path file : files.toList()) {
        Matcher socket = SOCKET.matcher(read(file));
        if (socket.matches()) {
          inodes.add(socket.group(1));
        }
      }
    }
    return inodes;
  }

  /** A file may be closed before we look at it. */
  private static String read(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
