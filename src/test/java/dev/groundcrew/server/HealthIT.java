package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What probes and people are told. */
@Tag("any-server")
class HealthIT {
  private final GroundcrewClient client = SharedServer.client();

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void strangersLearnUpOrDownOnly(String question) {
    assertThat(client.anonymous().get("api/health/" + question).json())
        .hasToString("{\"status\":\"UP\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void whoIsSignedInSeesFigures(String question) {
    JsonObject answer = client.get("api/health/" + question).json();

    assertThat(answer.getString("name")).isEqualTo(question);
    assertThat(answer.getString("status")).isEqualTo("UP");
    assertThat(answer.getJsonObject("data")).isNotEmpty();
  }

  @Test
  void theWholeAnswerHasAllThree() {
    JsonObject answer = client.get("api/health").json();

    assertThat(answer.getString("status")).isEqualTo("UP");
    assertThat(answer.getJsonArray("checks").getValuesAs(JsonObject.class))
        .extracting(check -> check.getString("name"))
        .containsExactly("live", "ready", "started");
  }

  @Test
  void aWrongPasswordIsNoReasonToFailAProbe() {
    assertThat(client.as("admin", "wrong password").get("api/health/live").json())
        .hasToString("{\"status\":\"UP\"}");
  }

  /** Payara Micro puts its servlet into the application at the root, behind our constraints. */
  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void aServerWithMicroProfileHealthHasOurAnswers(String question) {
    assumeTrue(ServerUnderTest.chosen() == ServerUnderTest.PAYARA_MICRO);
    GroundcrewClient.Answer answer = client.get("health/" + question);

    assertThat(client.anonymous().get("health/" + question).status()).isEqualTo(401);
    assertThat(answer.status()).isEqualTo(200);
    List<JsonObject> checks =
        answer.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
            .filter(check -> check.getString("name").equals("groundcrew-" + question))
            .toList();
    assertThat(checks).hasSize(1);
    assertThat(checks.get(0).getString("status")).isEqualTo("UP");
    assertThat(checks.get(0).getJsonObject("data")).isNotEmpty();
  }
}
