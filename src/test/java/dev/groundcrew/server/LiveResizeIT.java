package dev.groundcrew.server;

import static dev.groundcrew.server.ServerUnderTest.GLASSFISH;
import static dev.groundcrew.server.ServerUnderTest.PAYARA_6;
import static dev.groundcrew.server.ServerUnderTest.PAYARA_7;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An administrator changes the size of an executor while runs are on it. The server then ends its
 * threads and drops what waits in it; Groundcrew loses nothing.
 */
@Tag("any-server")
class LiveResizeIT {
  private TestServer server;

  @BeforeEach
  void start() {
    assumeTrue(
        Set.of(PAYARA_6, PAYARA_7, GLASSFISH).contains(ServerUnderTest.chosen()),
        "only these resize without a restart");
    server = TestServer.of(TestWar.withTestTasks()).with("groundcrew.start.spread", "PT0S").start();
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void whatRunsEndsAndWhatComesLaterRuns() {
    GroundcrewClient client = server.client();
    String underWay = client.run("waits-pooled");
    client.awaitState(underWay, "RUNNING");

    String ignored =
        server.asadmin(
            "set",
            "resources.managed-executor-service.concurrent/groundcrew-pooled.maximum-pool-size=64");

    JsonObject ended = client.awaitEnd(underWay);
    assertThat(ended.getString("state")).as(ended.toString()).isEqualTo("FAILED");
    assertThat(ended.toString()).contains("interrupted by the server");
    JsonObject next = client.runToItsEnd("looks-around-pooled");
    assertThat(next.getString("state")).as(next.toString()).isEqualTo("SUCCEEDED");
  }
}
