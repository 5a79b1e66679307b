package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** ASYNC runs hold no thread while they wait. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "counts threads in /proc")
@Tag("any-server")
class WaitingAsyncIT {
  @Test
  void twoThousandWaitingRunsAddFewerThanTenThreads() throws IOException {
    addsFewerThanTenThreads("gathers-a-little-crowd", 2_000);
  }

  @Test
  @Tag("full")
  void tenThousandWaitingRunsAddFewerThanTenThreads() throws IOException {
    addsFewerThanTenThreads("gathers-a-crowd", 10_000);
  }

  private static void addsFewerThanTenThreads(String gathering, int crowd) throws IOException {
    TestServer server = SharedServer.get();
    GroundcrewClient client = server.client();
    // Whatever the first requests and claims bring is there already.
    client.runToItsEnd("floods-little");
    int before = threads(server);
    Instant since = Instant.now();
    client.run(gathering);
    await("the crowd")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> client.task("waits-in-the-crowd").getInt("running") == crowd);
    int during = threads(server);
    client.runToItsEnd("opens-the-door");
    await("everybody has left")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> client.task("waits-in-the-crowd").getInt("running") == 0);
    assertThat(during - before).as("%s threads before, %s during", before, during).isLessThan(10);
    await("all ends are stored")
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                client.runs("task=waits-in-the-crowd&state=SUCCEEDED&since=" + since).size()
                    == crowd);
  }

  private static int threads(TestServer server) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.substring("Threads:".length()).strip()))
        .findFirst()
        .orElseThrow();
  }
}
