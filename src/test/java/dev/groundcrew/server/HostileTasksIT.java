package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tasks that behave badly: the others keep their periods. */
class HostileTasksIT {
  private static final List<String> OTHERS =
      List.of("beats-pooled", "beats-dedicated", "beats-async");
  private static final Duration PERIOD = Duration.ofMillis(250);

  /** As many POOLED runs of one task as the server takes at once. */
  private static final int MOST_OF_ONE_TASK = 8;

  private final GroundcrewClient client = SharedServer.client();

  @Test
  void errorsEndTheirRunOnly() {
    var count = new RunCount(client);
    String failed = "task=throws-errors&state=FAILED&since=" + Instant.now();
    List<JsonObject> runs =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> client.runs(failed), list -> list.size() >= 6);
    assertThat(runs)
        .extracting(run -> run.getString("error"))
        .anyMatch(error -> error.contains("OutOfMemoryError: made by hand"))
        .anyMatch(error -> error.contains("StackOverflowError"));
    count.eachHasKeptItsPeriod(PERIOD, OTHERS);
    count.eachHasKeptItsPeriod(PERIOD.multipliedBy(2), List.of("throws-errors"));
  }

  @Test
  void codeThatIgnoresCancelAndInterruptIsGivenUpAndItsSlotReplaced() {
    var count = new RunCount(client);
    List<String> first = start();
    first.forEach(id -> assertThat(client.cancel(id).status()).isEqualTo(202));
    for (String id : first) {
      JsonObject run = client.awaitEnd(id);
      assertThat(run.getString("state")).isEqualTo("CANCELLED");
      assertThat(run.getString("reason")).contains("cancelled by admin").contains("did not end");
      assertThat(run.getString("stack")).contains("Waiters.ignoresEverything");
    }
    List<String> second = start();
    count.eachHasKeptItsPeriod(PERIOD, OTHERS);
    second.forEach(client::cancel);
    second.forEach(client::awaitEnd);
  }

  private List<String> start() {
    List<String> ids =
        Stream.generate(() -> client.run("ignores-everything")).limit(MOST_OF_ONE_TASK).toList();
    ids.forEach(id -> client.awaitState(id, "RUNNING"));
    return ids;
  }

  @Test
  void aFloodOfRunsLeavesTheOthersTheirPeriods() {
    flood("floods-little", 2_000, Duration.ofMinutes(2));
  }

  @Test
  @Tag("full")
  void aGreatFloodOfRunsLeavesTheOthersTheirPeriods() {
    flood("floods-much", 100_000, Duration.ofMinutes(40));
  }

  private void flood(String task, int size, Duration limit) {
    var count = new RunCount(client);
    Instant since = Instant.now();
    String id = client.run(task);
    await("all submitted").atMost(limit).until(() -> client.runOf(id), GroundcrewClient::isOver);
    assertThat(client.runOf(id).getString("state")).isEqualTo("SUCCEEDED");
    await("all of the flood have run")
        .atMost(limit)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              JsonObject flooded = client.task("flooded");
              return flooded.getInt("waiting") + flooded.getInt("running") == 0;
            });
    count.eachHasKeptItsPeriod(PERIOD, OTHERS);
    await("all ends are stored")
        .atMost(limit)
        .until(() -> client.runs("task=flooded&state=SUCCEEDED&since=" + since).size() == size);
  }
}
