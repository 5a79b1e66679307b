package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Requests come first, from outside. */
@Tag("any-server")
class GateIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final GroundcrewClient client = SharedServer.client();

  /** How the gate stands, by a request that does not count. */
  private JsonObject gate() {
    return client.send(client.request("api/gate").header("Groundcrew-Poll", "true").GET()).json();
  }

  @Test
  void aRunThatComputesIsHeldBackWhileRequestsNeedTheMachine() throws Exception {
    String run = client.run("computes-along");
    client.awaitState(run, "RUNNING");
    var go = new AtomicBoolean(true);
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> calls = new ArrayList<>();
      IntStream.range(0, 8).forEach(i -> calls.add(callers.submit(() -> burn(go))));
      // Both from one answer: beside a busy machine it opens and closes.
      JsonObject closed =
          await().atMost(PATIENCE).until(this::gate, gate -> !gate.getBoolean("open"));
      assertThat(closed.getString("reason")).isEqualTo("requests need the machine");
      await().atMost(PATIENCE).until(() -> gate().getInt("waiting") > 0);
      go.set(false);
      for (Future<?> call : calls) {
        call.get();
      }
      await().atMost(PATIENCE).until(() -> gate().getBoolean("open"));
    } finally {
      go.set(false);
      callers.shutdownNow();
    }

    client.cancel(run);
    JsonObject ended = client.awaitEnd(run);
    assertThat(Duration.parse(ended.getString("heldBack"))).isPositive();
    assertThat(Duration.parse(ended.getString("wallTime")))
        .isGreaterThan(Duration.parse(ended.getString("heldBack")));
  }

  private void burn(AtomicBoolean go) {
    while (go.get()) {
      assertThat(client.get("probe/burn").status()).isEqualTo(204);
    }
  }

  @Test
  void twoHundredOpenEventStreamsDoNotCount() throws IOException {
    var streams = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 200; i++) {
        // Half of them without saying that they want a stream: the answer says that it is one.
        streams.add(stream(i % 2 == 0 ? "text/event-stream" : "*/*"));
      }

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                JsonObject gate = gate();
                assertThat(gate.getJsonNumber("requests").doubleValue()).isLessThan(1);
                assertThat(gate.getBoolean("open")).isTrue();
              });
    } finally {
      for (Socket stream : streams) {
        stream.close();
      }
    }
  }

  private Socket stream(String accept) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), client.base().getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    String head =
        "GET /probe/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: %s\r\nAuthorization: %s\r\n\r\n"
            .formatted(accept, client.authorization().orElseThrow());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    var reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    assertThat(reader.readLine()).startsWith("HTTP/1.1 200");
    return socket;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anIdleTaskRunsInTheIdleClassAndNoOtherTaskEverDoes() {
    for (int i = 0; i < 3; i++) {
      assertThat(client.runToItsEnd("computes-idly").getString("message")).isEqualTo("class 5");
      assertThat(client.runToItsEnd("computes-as-all-do").getString("message"))
          .isEqualTo("class 0");
    }
  }

  @Test
  void oneTaskIsExemptedOverRest() {
    String task = "{\"task\": \"computes-along\"}";
    boolean enabled = gate().getBoolean("enabled");

    JsonObject exempted = client.post("api/gate/disable", task).json();
    assertThat(exempted.getJsonArray("exempt").toString()).contains("\"computes-along\"");
    assertThat(exempted.getBoolean("enabled")).isEqualTo(enabled);
    assertThat(client.post("api/gate/enable", task).json().getJsonArray("exempt").toString())
        .doesNotContain("computes-along");
    assertThat(client.post("api/gate/disable", "{\"task\": \"absent\"}").status()).isEqualTo(404);
  }

  @Test
  void theGateIsSwitchedOverRest() {
    assertThat(client.post("api/gate/disable").json().getBoolean("enabled")).isFalse();
    assertThat(client.post("api/gate/enable").json().getBoolean("enabled")).isTrue();
  }
}
