package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The stream of events, over plain sockets: one can be told not to read. */
@Tag("any-server")
class EventsIT {
  private static final int PATIENCE_MILLIS = 30_000;
  private final GroundcrewClient client = SharedServer.client();

  /** One who listens. */
  private final class Stream implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader reader;
    private String lastId = "";

    Stream(String... headers) {
      try {
        URI base = client.base();
        socket.setReceiveBufferSize(1_024);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        OutputStream out = socket.getOutputStream();
        String request =
            "GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + client.authorization().orElseThrow()
                + "\r\n"
                + String.join("", headers)
                + "\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Reads on to a line; the time-out of the socket fails the test. */
    String awaitLine(Predicate<String> wanted) {
      try {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (line.startsWith("id: ")) {
            lastId = line.substring(4);
          }
          if (wanted.test(line)) {
            return line;
          }
        }
        throw new AssertionError("the stream has ended");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void isForThoseWhoAreSignedInAndTakesNoParameters() {
    assertThat(client.anonymous().get("api/events").status()).isEqualTo(401);
    GroundcrewClient.Answer answer = client.get("api/events?since=1");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(client.post("api/events").status()).isEqualTo(405);
  }

  @Test
  void tellsOfARunSoonAfterItHasChanged() {
    try (var stream = new Stream()) {
      stream.awaitLine("event: hello"::equals);
      String run = client.run("talks");
      assertThat(stream.awaitLine(line -> line.contains(run)))
          .startsWith("data: {\"tasks\":[")
          .contains("\"talks\"");
    }
  }

  @Test
  void whoComesBackIsToldWhatWasMissed() {
    String seen;
    try (var stream = new Stream()) {
      stream.awaitLine("event: hello"::equals);
      seen = stream.lastId;
    }
    String run = client.runToItsEnd("talks").getString("id");
    try (var stream = new Stream("Last-Event-ID: " + seen + "\r\n")) {
      stream.awaitLine(line -> line.contains(run));
    }
    try (var stream = new Stream("Last-Event-ID: of-another-life-7\r\n")) {
      stream.awaitLine("event: reset"::equals);
    }
  }

  @Test
  void twoHundredWhoNeverReadHurtNobody() {
    var silent = new ArrayList<Stream>();
    try {
      for (int i = 0; i < 200; i++) {
        silent.add(new Stream());
      }
      try (var stream = new Stream()) {
        stream.awaitLine("event: hello"::equals);
        String run = client.runToItsEnd("talks").getString("id");
        stream.awaitLine(line -> line.contains(run));
      }
      assertThat(client.get("api/tasks").status()).isEqualTo(200);
      assertThat(client.runToItsEnd("talks").getString("state")).isEqualTo("SUCCEEDED");
    } finally {
      silent.forEach(Stream::close);
    }
  }
}
