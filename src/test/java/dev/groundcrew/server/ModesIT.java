package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three modes, from outside. */
@Tag("any-server")
class ModesIT {
  private static final List<String> BEATS =
      List.of("beats-pooled", "beats-dedicated", "beats-async");
  private static final Duration PERIOD = Duration.ofMillis(250);

  private final GroundcrewClient client = SharedServer.client();

  @Test
  void everyModeRepeatsWithItsPeriod() {
    var count = new RunCount(client);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> count.window().compareTo(PERIOD.multipliedBy(16)) > 0);
    count.eachHasKeptItsPeriod(PERIOD, BEATS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POOLED", "DEDICATED", "ASYNC"})
  void aTaskShowsItsModeScheduleAndNextRun(String mode) {
    JsonObject task = client.task("beats-" + mode.toLowerCase(java.util.Locale.ROOT));
    assertThat(task.getString("mode")).isEqualTo(mode);
    assertThat(task.getString("schedule")).isNotBlank();
    assertThat(Instant.parse(task.getString("nextRun"))).isAfter(Instant.now().minusSeconds(5));
  }

  @Test
  void theListShowsEveryTaskByName() {
    List<String> names =
        client.get("api/tasks?limit=500").items().stream()
            .map(task -> task.getString("name"))
            .toList();
    assertThat(names).containsAll(BEATS).contains("waits-async", "dies-once").isSorted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"waits-pooled", "waits-dedicated", "waits-async"})
  void aRunIsCancelledByHand(String task) {
    String id = client.run(task);
    client.awaitState(id, "RUNNING");
    assertThat(client.cancel(id).status()).isEqualTo(202);
    JsonObject run = client.awaitEnd(id);
    assertThat(run.getString("state")).isEqualTo("CANCELLED");
    assertThat(run.getString("reason")).isEqualTo("cancelled by admin");
    assertThat(run.getString("trigger")).isEqualTo("MANUAL");
    assertThat(run.getString("requestedBy")).isEqualTo("admin");
    assertThat(client.cancel(id).status()).as("cancelling a final run").isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pooled", "dedicated", "async"})
  void aSeriesGoesOnAfterExceptionsWhichAreSeen(String mode) {
    String failed = "task=fails-" + mode + "&state=FAILED&since=" + Instant.now();
    List<JsonObject> runs =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> client.runs(failed), list -> list.size() >= 3);
    for (JsonObject run : runs) {
      assertThat(run.getString("trigger")).isEqualTo("SCHEDULE");
      assertThat(run.getString("error")).contains(mode + " went wrong");
      assertThat(run.getString("stack"))
          .contains("Exception")
          .contains("\tat ")
          .contains("dev.groundcrew.server.tasks.Failures.");
    }
  }

  @Test
  void aTaskThatLivesWithTheApplicationIsStartedAgainASecondAfterItThrew() {
    List<JsonObject> lives =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> client.runs("task=dies-once"), list -> list.size() >= 2);
    JsonObject first = lives.get(lives.size() - 1);
    JsonObject second = lives.get(lives.size() - 2);
    assertThat(first.getString("trigger")).isEqualTo("STARTUP");
    assertThat(first.getString("state")).isEqualTo("FAILED");
    assertThat(second.getString("trigger")).isEqualTo("RETRY");
    assertThat(second.getString("retryOf")).isEqualTo(first.getString("id"));
    assertThat(second.getString("state")).isEqualTo("RUNNING");
    assertThat(
            Duration.between(
                Instant.parse(first.getString("endedAt")),
                Instant.parse(second.getString("startedAt"))))
        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
  }

  @Test
  void aTaskThatLivesWithTheApplicationStartsWithItAndGoesOn() {
    JsonObject run = client.runs("task=lives-along").get(0);
    assertThat(run.getString("trigger")).isEqualTo("STARTUP");
    assertThat(run.getString("state")).isEqualTo("RUNNING");
  }

  @Test
  void aRunThatTakesTooLongTimesOut() {
    JsonObject run = client.runToItsEnd("times-out");
    assertThat(run.getString("state")).isEqualTo("TIMED_OUT");
    assertThat(run.getString("reason")).contains("longer than PT0.5S");
  }

  @Test
  void aSecondRunIsSkippedWhileTheFirstGoesOnAndSaysWhy() {
    String first = client.run("times-out");
    JsonObject second = client.runOf(client.run("times-out"));
    assertThat(second.getString("state")).isEqualTo("SKIPPED");
    assertThat(second.getString("reason")).isEqualTo("the run before has not ended");
    client.awaitEnd(first);
  }
}
