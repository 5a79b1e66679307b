package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kill -9 may take, and what not. */
@Tag("any-server")
class KillIT {
  private static final int SUBMITS = 50;
  private static final int COMMITS = 200;

  @Test
  void everyRunThatWasAcknowledgedJustBeforeTheKillEndsAfterTheRestart() {
    try (TestServer server =
        TestServer.of(TestWar.withTestTasks()).withExecutorsOfTheWar().start()) {
      // The password is checked once, so that the submits below are fast.
      server.client().runToItsEnd("takes-a-moment");
      pause(server.client());
      Queue<String> acknowledged = submitAndKill(server);
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(SUBMITS);
      server.start();
      assertThat(server.log()).contains("did not stop in order");
      thePauseIsStillShown(server.client());
      for (String id : acknowledged) {
        assertThat(server.client().awaitEnd(id).getString("state")).as(id).isEqualTo("SUCCEEDED");
      }
      assertThat(server.client().runs("state=ABANDONED"))
          .as("what was not durable says so")
          .allMatch(run -> run.getString("reason").equals("outcome unknown: the node died"));
    }
  }

  private static void pause(GroundcrewClient client) {
    GroundcrewClient.Answer paused =
        client.post(
            "api/tasks/beats-async/pause",
            "{\"reason\": \"the rates are wrong\", \"until\": \"2100-01-01T00:00:00Z\"}");
    assertThat(paused.status()).as(paused.text()).isEqualTo(200);
  }

  private static void thePauseIsStillShown(GroundcrewClient client) {
    JsonObject task = client.task("beats-async");
    assertThat(task.getString("state")).isEqualTo("PAUSED");
    JsonObject pause = task.getJsonObject("pause");
    assertThat(pause.getString("by")).isEqualTo("admin");
    assertThat(pause.getString("reason")).isEqualTo("the rates are wrong");
    assertThat(pause.getString("until")).isEqualTo("2100-01-01T00:00:00Z");
  }

  /** Submits in parallel without end; kills once enough have been acknowledged. */
  private static Queue<String> submitAndKill(TestServer server) {
    var acknowledged = new ConcurrentLinkedQueue<String>();
    GroundcrewClient client = server.client();
    ExecutorService senders = Executors.newFixedThreadPool(10);
    try {
      for (int i = 0; i < 10; i++) {
        senders.execute(() -> submitUntilTheServerIsGone(client, acknowledged));
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> acknowledged.size() >= SUBMITS);
      server.kill9();
    } finally {
      senders.shutdown();
    }
    await().until(senders::isTerminated);
    return acknowledged;
  }

  private static void submitUntilTheServerIsGone(
      GroundcrewClient client, Queue<String> acknowledged) {
    try {
      while (true) {
        acknowledged.add(client.run("takes-a-moment"));
      }
    } catch (UncheckedIOException e) {
      // The kill.
    }
  }

  @Test
  void theEmbeddedDatabaseKeepsEveryCommitThatWasAcknowledged(@TempDir Path home) {
    try (ChildProcess child =
        ChildProcess.java(CommitsRows.class, home.resolve("commits.log"), home.toString())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> acknowledged(child).size() >= COMMITS);
      child.kill9();
      List<String> acknowledged = acknowledged(child);
      assertThat(CommitsRows.count(home)).isGreaterThanOrEqualTo(acknowledged.size());
    }
  }

  /** A last line may have been cut off by the kill. */
  private static List<String> acknowledged(ChildProcess child) {
    String printed = child.printed();
    return printed
        .substring(0, printed.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith("committed"))
        .toList();
  }
}
