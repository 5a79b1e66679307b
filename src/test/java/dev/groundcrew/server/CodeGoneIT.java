package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.leaving.Guard;
import dev.groundcrew.server.leaving.Vault;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Releases that know a task, then do not, then do again. */
@Tag("full")
class CodeGoneIT {
  private static final List<String> TASKS = List.of("opens", "guard");
  private static final String OPENS =
      """
      {"name": "opens", "type": "vault", "owner": "ops", "schedule": {"cron": "0 4 1 1 *"},
       "parameters": {"place": "in the cellar", "combination": "17-4-32"}}
      """;

  private static JsonObject problem(GroundcrewClient client, String task) {
    return client.get("api/problems").items().stream()
        .filter(found -> found.getString("kind").equals("TASK_UNKNOWN"))
        .filter(found -> found.getString("task").equals(task))
        .findFirst()
        .orElse(null);
  }

  @Test
  void aTaskWhoseTypeOrCodeIsGoneStaysIsAProblemAndIsPickedUpAgain() {
    try (TestServer server =
        TestServer.of(TestWar.with("leaving", Vault.class, Guard.class)).start()) {
      knownTasksWork(server.client());
      end(server);

      server.withWar(TestWar.unchanged()).start();
      unknownTasksStay(server.client());
      end(server);

      server.withWar(TestWar.with("leaving", Vault.class, Guard.class)).start();
      knownTasksAreBack(server.client());
    }
  }

  private static void end(TestServer server) {
    server.sigterm();
    assertThat(server.awaitExit(Duration.ofSeconds(60))).isIn(0, 143);
  }

  private static void knownTasksWork(GroundcrewClient client) {
    GroundcrewClient.Answer made = client.post("api/tasks", OPENS);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(client.runToItsEnd("opens").getString("message"))
        .isEqualTo("in the cellar, a combination of 7");
    assertThat(client.runToItsEnd("guard").getString("message")).isEqualTo("all is quiet");
    client.post("api/tasks/guard/pause", "{\"reason\": \"a day off\"}");
    for (String page : List.of("api/tasks/opens", "api/tasks.yaml", "api/audit?limit=200")) {
      assertThat(client.get(page, "*/*").text())
          .as(page)
          .contains("combination")
          .doesNotContain("17-4-32");
    }
  }

  private static void unknownTasksStay(GroundcrewClient client) {
    for (String task : TASKS) {
      await(task).until(() -> problem(client, task) != null);
      assertThat(problem(client, task).getString("text")).contains("not in this application");
      assertThat(client.task(task).isNull("nextRun")).as(task).isTrue();
      assertThat(client.runs("task=" + task)).as("its runs are there").isNotEmpty();
      assertThat(client.post("api/tasks/" + task + "/run").status()).as(task).isBetween(400, 499);
    }
    assertThat(client.task("opens").getString("owner")).isEqualTo("ops");
    assertThat(client.runToItsEnd("monitor").getString("state"))
        .as("nothing else is the worse for it")
        .isEqualTo("SUCCEEDED");
  }

  private static void knownTasksAreBack(GroundcrewClient client) {
    assertThat(client.runToItsEnd("opens").getString("message"))
        .as("with its secret")
        .isEqualTo("in the cellar, a combination of 7");
    assertThat(client.task("opens").getString("nextRun")).contains("-01-01T04:00:00Z");
    assertThat(client.task("guard").getString("state")).isEqualTo("PAUSED");
    assertThat(client.task("guard").getJsonObject("pause").getString("reason"))
        .isEqualTo("a day off");
    await().until(() -> TASKS.stream().allMatch(task -> problem(client, task) == null));
  }
}
