package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.server.GroundcrewClient.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator who is limited to some tasks, and all that operators can do. */
@Tag("any-server")
class LimitedOperatorIT {
  private static final GroundcrewClient ADMIN = SharedServer.client();
  private static final String NAME = "clerk-" + UUID.randomUUID().toString().substring(0, 8);
  private static final String OWN = "fails-in-bulk";
  private static final String OTHER = "is-framed";
  private static GroundcrewClient clerk;

  @BeforeAll
  static void aTokenForSomeTasks() {
    Answer made =
        ADMIN.json(
            "POST",
            "api/tokens",
            "{\"name\":\"%s\",\"role\":\"operator\",\"tasks\":[\"nothing-*\",\"fails-in-*\"]}"
                .formatted(NAME));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    clerk = ADMIN.withToken(made.json().getString("secret"));
  }

  @AfterAll
  static void remove() {
    ADMIN.json("DELETE", "api/tokens/" + NAME, "", "If-Match", "*");
  }

  @Test
  void everyRouteOfOperatorsRefusesTheTaskOfAnother() throws IOException {
    String run = ADMIN.run(OTHER);
    ADMIN.awaitEnd(run);
    List<Route> routes =
        AccessMatrixIT.routes()
            .filter(route -> "operator".equals(AccessMatrixIT.least(route)))
            // There is none to be cancelled here: CompareIT asks it.
            .filter(route -> !route.template().startsWith("api/comparisons"))
            .toList();
    assertThat(routes).hasSizeGreaterThan(10);
    var softly = new SoftAssertions();
    for (Route route : routes) {
      String path = route.path(route.template().startsWith("api/runs") ? run : OTHER);
      Answer answer =
          clerk.json(
              route.method(),
              path,
              route.method().equals("DELETE")
                  ? ""
                  : "{\"task\":[\"%s\"],\"dryRun\":true}".formatted(OTHER));
      softly.assertThat(answer.status()).as(route + ": " + answer.text()).isEqualTo(403);
      softly.assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      softly.assertThat(answer.text()).contains("fails-in-*");
    }
    softly.assertAll();
    assertThat(ADMIN.get("api/hold").json().getBoolean("held")).isFalse();
    assertThat(ADMIN.get("api/audit?who=token:" + NAME + "&outcome=REFUSED").items())
        .as("each of them is in the audit")
        .hasSizeGreaterThanOrEqualTo(routes.size());
  }

  @Test
  void whatIsGrantedCanBeRunCancelledRetriedPausedAndResumed() {
    String run = clerk.run(OWN);
    ADMIN.awaitEnd(run);

    Map.of(
            "api/runs/" + run + "/retry", 202,
            "api/tasks/" + OWN + "/pause", 200,
            "api/tasks/" + OWN + "/resume", 200,
            "api/runs/" + run + "/cancel", 409)
        .forEach(
            (path, status) -> {
              Answer answer = clerk.post(path);
              assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(status);
            });
    assertThat(clerk.post("api/tasks/" + OWN + "/resume").status()).isEqualTo(200);
  }

  @Test
  void manyRunsAtOnceAreThoseOfGrantedTasksOnly() {
    String own = ADMIN.run(OWN);
    String other = ADMIN.run("fails-alone");
    ADMIN.awaitEnd(own);
    ADMIN.awaitEnd(other);
    String wish = "{\"state\":[\"FAILED\"],\"dryRun\":true}";

    Answer mine = clerk.post("api/runs/retry", wish);
    Answer all = ADMIN.post("api/runs/retry", wish);

    assertThat(mine.status()).as(mine.text()).isEqualTo(200);
    assertThat(tasks(mine)).isNotEmpty().allMatch(task -> task.startsWith("fails-in-"));
    assertThat(tasks(all)).contains("fails-alone");
  }

  private static List<String> tasks(Answer answer) {
    return answer.json().getJsonArray("runs").getValuesAs(JsonObject.class).stream()
        .map(run -> run.getString("task"))
        .toList();
  }

  @Test
  void everythingCanBeSeenAndSaysWhatMayBeOperated() {
    String run = ADMIN.run(OTHER);

    assertThat(clerk.get("api/me").json().getJsonArray("tasks").toString())
        .isEqualTo("[\"nothing-*\",\"fails-in-*\"]");
    assertThat(clerk.get("api/tasks/" + OWN).json().getBoolean("mayOperate")).isTrue();
    assertThat(clerk.get("api/tasks/" + OTHER).json().getBoolean("mayOperate")).isFalse();
    assertThat(clerk.get("api/runs/" + run).json().getBoolean("mayOperate")).isFalse();
    assertThat(ADMIN.get("api/runs/" + run).json().getBoolean("mayOperate")).isTrue();
    assertThat(ADMIN.get("api/me").json().getJsonArray("tasks").toString()).isEqualTo("[\"*\"]");
  }

  @Test
  void aUserCanBeLimitedAndTheLimitIsShownChangedAndAudited() {
    String path = "api/users/" + NAME;
    ADMIN.json("POST", "api/users", "{\"name\":\"%s\",\"role\":\"operator\"}".formatted(NAME));
    try {
      put(path, "{\"role\":\"operator\",\"tasks\":[\"invoice-*\"]}", 200);
      put(path, "{\"role\":\"operator\"}", 200);
      assertThat(ADMIN.get(path).json().getJsonArray("tasks").toString())
          .as("a change of the role alone keeps it")
          .isEqualTo("[\"invoice-*\"]");
      put(path, "{\"role\":\"operator\",\"tasks\":[\"*\"]}", 200);
      assertThat(ADMIN.get(path).json().getJsonArray("tasks").toString()).isEqualTo("[\"*\"]");
      put(path, "{\"role\":\"operator\",\"tasks\":[]}", 400);
      put(path, "{\"role\":\"operator\",\"tasks\":[\"a b\"]}", 400);
      put(path, "{\"role\":\"viewer\",\"tasks\":[\"invoice-*\"]}", 400);
      List<JsonObject> audit = ADMIN.get("api/audit?target=/" + path).items();
      assertThat(audit)
          .anySatisfy(
              entry -> {
                assertThat(entry.isNull("before")).isFalse();
                assertThat(entry.getString("before")).contains("\"tasks\":[\"invoice-*\"]");
                assertThat(entry.getString("after")).contains("\"tasks\":[\"*\"]");
              });
    } finally {
      ADMIN.json("DELETE", path, "", "If-Match", "*");
    }
  }

  private static void put(String path, String body, int status) {
    Answer answer = ADMIN.json("PUT", path, body, "If-Match", "*");
    assertThat(answer.status()).as(body + ": " + answer.text()).isEqualTo(status);
  }
}
