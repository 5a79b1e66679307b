package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What SIGTERM and kill -9 leave behind, and what the next start makes of it: one server in three
 * lives.
 */
@Tag("any-server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestartIT {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final int SUBMITS = 50;
  private static final int COMMITS = 200;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.of(TestWar.withTestTasks())
            .withExecutorsOfTheWar()
            .with("groundcrew.start.spread", "PT0S")
            .with("groundcrew.shutdown.grace", GRACE.toString())
            .start();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void itStopsWithinTheGraceAndTheNextStartFindsEverythingInOrder() {
    GroundcrewClient before = server.client();
    // Its row is written with the next batch.
    String lived =
        await()
            .until(() -> before.runs("task=lives-along"), runs -> !runs.isEmpty())
            .get(0)
            .getString("id");
    String durable = before.run("finishes-when-told");
    String stubborn = before.run("ignores-everything");
    String comparison =
        before
            .json("POST", "api/tasks/compares-for-ever/compare", "{\"longest\": \"PT10M\"}")
            .json()
            .getString("id");
    for (String id : List.of(lived, durable, stubborn)) {
      before.awaitState(id, "RUNNING");
    }
    Instant stopped = Instant.now();
    server.sigterm();
    int ignored = server.awaitExit(GRACE.plusSeconds(10));
    // What is logged while Payara Micro stops does not reach its log: the next start must tell.
    server.with("probe.finish", "true").start();
    assertThat(server.log())
        .contains(
            "the last stop left runs whose code had not ended: ignores-everything " + stubborn)
        .doesNotContain("did not stop in order");
    GroundcrewClient after = server.client();
    await()
        .untilAsserted(
            () ->
                assertThat(after.get("api/problems").text())
                    .contains(
                        "LEFT_BY_STOP", "code that did not end: ignores-everything " + stubborn));
    JsonObject cooperative = after.runOf(lived);
    assertThat(cooperative.getString("state")).isEqualTo("CANCELLED");
    assertThat(cooperative.getString("reason")).isEqualTo("shutdown");
    JsonObject goneOn = after.awaitEnd(durable);
    assertThat(goneOn.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(goneOn.getInt("crashes")).as("an orderly stop is no crash").isZero();
    everyOlderRunIsOver(after, stopped, stubborn);
    JsonObject compared = after.get("api/comparisons/" + comparison).json();
    assertThat(compared.getString("state")).isEqualTo("CANCELLED");
    assertThat(compared.getString("reason")).isEqualTo("shutdown");
  }

  /** All but the ones that go on in this life. */
  private static void everyOlderRunIsOver(
      GroundcrewClient client, Instant stopped, String requeued) {
    assertThat(client.awaitState(requeued, "RUNNING").getString("task"))
        .isEqualTo("ignores-everything");
    assertThat(client.runs("state=RUNNING&state=CANCELLING&until=" + stopped))
        .extracting(run -> run.getString("id"))
        .containsExactly(requeued);
  }

  @Test
  @Order(2)
  void everyRunThatWasAcknowledgedJustBeforeTheKillEndsAfterTheRestart() {
    // The password is checked once, so that the submits below are fast.
    server.client().runToItsEnd("takes-a-moment");
    pause(server.client());
    Queue<String> acknowledged = submitAndKill();
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
  private static Queue<String> submitAndKill() {
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
