package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a task's runs say about the mode it needs, from outside. */
@Tag("any-server")
class VerdictIT {
  private final GroundcrewClient client = SharedServer.client();

  @Test
  void aTaskThatComputesIsToldSoWithTheFiguresOfItsRuns() {
    for (int i = 0; i < 6; i++) {
      JsonObject run = client.runToItsEnd("computes-a-little");
      assertThat(Duration.parse(run.getString("cpuTime"))).isGreaterThan(Duration.ofMillis(20));
      assertThat(Duration.parse(run.getString("wallTime")))
          .isGreaterThanOrEqualTo(Duration.parse(run.getString("cpuTime")));
      assertThat(run.getJsonNumber("allocatedBytes").longValue()).isPositive();
    }

    // On a machine that has other things to do the first runs may look mixed.
    JsonObject verdict =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(this::verdictAfterOneMore, now -> now.getString("kind").equals("COMPUTES"));
    assertThat(verdict.getString("text")).matches("computes \\d+ %: POOLED, at most one a core");
    assertThat(verdict.getInt("runs")).isGreaterThanOrEqualTo(5);
  }

  private JsonObject verdictAfterOneMore() {
    JsonObject ignored = client.runToItsEnd("computes-a-little");
    return client.task("computes-a-little").getJsonObject("verdict");
  }

  @Test
  void theListTellsTheVerdictsToo() {
    assertThat(client.get("api/tasks?limit=500").items())
        .isNotEmpty()
        .allSatisfy(
            task ->
                assertThat(task.getJsonObject("verdict").getString("text"))
                    .as(task.getString("name"))
                    .isNotBlank());
  }
}
