package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.watch.alerts.FakeMailServer;
import dev.groundcrew.watch.alerts.FakeReceiver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what happens to who is told. */
@Tag("any-server")
class AlertsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final GroundcrewClient client = SharedServer.client();

  private JsonObject receiver() {
    return receiver("ops");
  }

  private JsonObject receiver(String name) {
    return client
        .get("api/alerts")
        .json()
        .getJsonArray("receivers")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(receiver -> receiver.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Test alerts from a moment on: other tests may have asked for some that still wait. */
  private static List<FakeReceiver.Taken> tests(FakeReceiver receiver, Instant from) {
    return receiver.taken().stream().filter(message -> isTestSince(message, from)).toList();
  }

  private static boolean isTestSince(FakeReceiver.Taken message, Instant from) {
    try (var reader = Json.createReader(new StringReader(message.body()))) {
      return reader.readObject().getJsonArray("alerts").getValuesAs(JsonObject.class).stream()
          .anyMatch(
              alert ->
                  alert.getString("kind").equals("TEST")
                      && !Instant.parse(alert.getString("at")).isBefore(from));
    }
  }

  private void sendTest() {
    assertThat(client.post("api/alerts/test").status()).isEqualTo(202);
  }

  private GroundcrewClient.Answer put(String ifMatch, String body) {
    return ifMatch.isEmpty()
        ? client.json("PUT", "api/alerts", body)
        : client.json("PUT", "api/alerts", body, "If-Match", ifMatch);
  }

  @Test
  void aReceiverThatWasDownIsToldOnceItIsBackAndOnce() {
    Instant start = Instant.now();
    sendTest();
    await("a try in vain")
        .atMost(PATIENCE)
        .until(() -> receiver().getInt("waiting") > 0 && !receiver().isNull("lastError"));
    assertThat(client.get("api/problems").text()).contains("alerts-failing:ops@node-1");

    try (var up = new FakeReceiver(SharedServer.alertsPort())) {
      await("the first test").atMost(PATIENCE).until(() -> !tests(up, start).isEmpty());
      sendTest();
      await("the second test").atMost(PATIENCE).until(() -> tests(up, start).size() > 1);

      assertThat(tests(up, start)).hasSize(2);
      assertThat(up.taken()).extracting(FakeReceiver.Taken::id).doesNotHaveDuplicates();
      assertThat(tests(up, start).get(0).body()).contains("a test by admin", "\"node\":\"node-1\"");
      assertThat(tests(up, start).get(0).signature()).startsWith("v1,");
    }
  }

  @Test
  @Tag("full")
  void aReceiverThatWasDownForAMinuteGetsEachAlertOfItOnce() {
    Instant start = Instant.now();
    sendTest();
    for (int seconds = 20; seconds <= 60; seconds += 20) {
      Instant next = start.plusSeconds(seconds);
      await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().isAfter(next));
      sendTest();
    }

    try (var up = new FakeReceiver(SharedServer.alertsPort())) {
      await("all four").atMost(PATIENCE).until(() -> tests(up, start).size() == 4);
      await("none is left").atMost(PATIENCE).until(() -> receiver().getInt("waiting") == 0);
      assertThat(tests(up, start)).hasSize(4);
      assertThat(up.taken()).extracting(FakeReceiver.Taken::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void aMailServerThatWasDownGetsALetterOnceItIsBackAndOnce() {
    Instant start = Instant.now();
    sendTest();
    await("a try in vain")
        .atMost(PATIENCE)
        .until(() -> receiver("people").getInt("waiting") > 0 && !isNullError("people"));
    assertThat(receiver("people").getString("lastError")).contains("Connection refused");

    try (var up = new FakeMailServer(SharedServer.mailPort())) {
      await("the first letter").atMost(PATIENCE).until(() -> letters(up, start).size() == 1);
      sendTest();
      await("the second letter").atMost(PATIENCE).until(() -> letters(up, start).size() > 1);

      assertThat(letters(up, start)).hasSize(2);
      assertThat(up.taken())
          .as("each once")
          .extracting(letter -> letter.headers("Message-ID"))
          .doesNotHaveDuplicates();
      FakeMailServer.Taken letter = letters(up, start).get(0);
      assertThat(letter.headers("Subject")).singleElement().asString().startsWith("[Groundcrew] ");
      assertThat(letter.headers("From")).containsExactly("groundcrew@example.org");
      assertThat(letter.headers("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(letter.to())
          .as("one address is refused, the other is told")
          .containsExactly("<ops@example.org>");
    }
  }

  /** Letters with a test from a moment on. */
  private static List<FakeMailServer.Taken> letters(FakeMailServer server, Instant from) {
    return server.taken().stream()
        .filter(
            letter ->
                IntStream.range(1, letter.text().size())
                    .anyMatch(
                        i ->
                            letter.text().get(i - 1).startsWith("TEST: ")
                                && !Instant.parse(letter.text().get(i).replace("At ", ""))
                                    .isBefore(from)))
        .toList();
  }

  private boolean isNullError(String name) {
    return receiver(name).isNull("lastError");
  }

  @Test
  void aMailSessionThatTheServerLacksIsNamed() {
    sendTest();

    await("a try in vain").atMost(PATIENCE).until(() -> !isNullError("session"));
    assertThat(receiver("session").getString("lastError"))
        .contains(
            "the server has no mail session mail/not-there (groundcrew.alerts.session.mail-session");
    assertThat(receiver("session").getString("kind")).isEqualTo("MAIL");
  }

  @Test
  void theReceiverIsShownWithoutItsSecrets() {
    JsonObject receiver = receiver();

    assertThat(receiver.getString("name")).isEqualTo("ops");
    assertThat(receiver.getString("host")).isEqualTo("127.0.0.1");
    assertThat(receiver.getBoolean("signed")).isTrue();
    assertThat(client.get("api/alerts").text()).doesNotContain("whsec", "hook-path");
  }

  @Test
  void rulesAreChangedByWhoHasSeenThem() {
    String before = client.get("api/alerts").header("ETag");

    GroundcrewClient.Answer changed = put(before, "{\"coolDown\":\"PT11M\"}");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().getString("coolDown")).isEqualTo("PT11M");
    assertThat(put(before, "{\"failures\":5}").status()).isEqualTo(412);
    assertThat(put("", "{\"failures\":5}").status()).isEqualTo(428);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"failures\":0}|/failures",
        "{\"failures\":1.5}|/failures",
        "{\"failures\":1e99}|/failures",
        "{\"coolDown\":\"soon\"}|/coolDown",
        "{\"coolDown\":\"PT25H\"}|/coolDown",
        "{\"kinds\":[\"TEST\"]}|/kinds/0",
        "{\"kinds\":\"FAILED\"}|/kinds",
        "{\"receivers\":[]}|/receivers"
      })
  void aWrongRuleIsRefused(String body, String pointer) {
    GroundcrewClient.Answer answer = put("*", body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo(pointer);
  }
}
