package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What SIGTERM leaves behind, and what the next start makes of it. */
@Tag("any-server")
class ShutdownIT {
  private static final Duration GRACE = Duration.ofSeconds(3);

  @Test
  void stopsWithinTheGraceAndTheNextStartFindsEverythingInOrder() {
    try (TestServer server =
        TestServer.of(TestWar.withTestTasks())
            .withExecutorsOfTheWar()
            .with("groundcrew.start.spread", "PT0S")
            .with("groundcrew.shutdown.grace", GRACE.toString())
            .start()) {
      GroundcrewClient before = server.client();
      String lived = before.runs("task=lives-along").get(0).getString("id");
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
}
