package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A start without the database. */
class DatabaseAwayIT {
  private static final Duration PERIOD = Duration.ofMillis(250);

  @Test
  void theApplicationDeploysRunsItsTasksAndCompletesItsStartOnceTheDatabaseIsBack()
      throws IOException {
    try (TestServer server =
        TestServer.of(TestWar.withTestTasks()).with("groundcrew.start.spread", "PT0S")) {
      try (ChildProcess holder = holdDatabase(server)) {
        server.launch();
        await("answers").atMost(Duration.ofSeconds(60)).until(() -> answersItself(server));
        GroundcrewClient.Answer ready = server.client().anonymous().get("api/health/ready");
        assertThat(ready.json().getString("status")).isEqualTo("DOWN");
        assertThat(server.client().anonymous().get("api/health/live").status()).isEqualTo(200);
        GroundcrewClient.Answer signIn = server.client().get("api/tasks");
        assertThat(signIn.status()).isEqualTo(503);
        assertThat(signIn.header("Retry-After")).isNotEmpty();
        assertThat(signIn.header("Content-Type")).startsWith("application/problem+json");
        // The application opens its gate a moment after it answers.
        await("the gate")
            .atMost(Duration.ofSeconds(30))
            .until(() -> server.log().contains("Groundcrew is open"));
        Instant open = Instant.now();
        await().pollDelay(PERIOD.multipliedBy(12)).until(() -> true);
        Instant back = Instant.now();
        holder.kill9();
        server.awaitReady(Duration.ofMinutes(1));
        theRunsOfTheMeantimeAreStored(server.client(), open, back);
      }
    }
  }

  private static ChildProcess holdDatabase(TestServer server) throws IOException {
    Path home = Files.createDirectories(server.home());
    ChildProcess holder =
        ChildProcess.java(
            HoldsTheDatabase.class, home.resolveSibling("holder.log"), home.toString());
    await("the lock")
        .atMost(Duration.ofSeconds(30))
        .until(() -> holder.printed().contains("holds it: true"));
    return holder;
  }

  /** While it loads the application the server answers 503 too, with a page of its own or none. */
  private static boolean answersItself(TestServer server) {
    try {
      GroundcrewClient.Answer answer = server.client().anonymous().get("api/health/ready");
      return answer.status() == 503 && answer.text().startsWith("{");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static void theRunsOfTheMeantimeAreStored(
      GroundcrewClient client, Instant open, Instant back) {
    double ticks = (double) Duration.between(open, back).toNanos() / PERIOD.toNanos();
    for (String task : List.of("beats-pooled", "beats-dedicated", "beats-async")) {
      String query = "task=" + task + "&state=SUCCEEDED&since=" + open + "&until=" + back;
      List<JsonObject> runs =
          await(task)
              .atMost(Duration.ofSeconds(10))
              .until(() -> client.runs(query), list -> list.size() >= 0.8 * ticks - 1);
      assertThat(runs).hasSizeLessThanOrEqualTo((int) ticks + 2);
    }
    assertThat(client.runs("task=lives-along")).as("what began before goes on").hasSize(1);
  }
}
