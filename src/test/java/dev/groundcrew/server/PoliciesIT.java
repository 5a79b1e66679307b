package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.GroundcrewClient.Answer;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retry, pause, hold and submitted parameters, as somebody meets them over REST. */
@Tag("any-server")
class PoliciesIT {
  private final GroundcrewClient client = SharedServer.client();

  @Test
  void aRunThatFailsIsTriedAgainAndShowsEachAttempt() {
    JsonObject run = client.runToItsEnd("works-at-the-third-try");

    assertThat(run.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(run.getString("message")).isEqualTo("done at last");
    assertThat(run.getInt("attempt")).isEqualTo(3);
    JsonObject whole =
        await()
            .until(
                () -> client.runOf(run.getString("id")),
                now -> now.getJsonArray("attempts").size() == 2);
    assertThat(whole.getJsonArray("attempts").getValuesAs(JsonObject.class))
        .extracting(attempt -> attempt.getInt("attempt") + " " + attempt.getString("error"))
        .containsExactly(
            "1 IllegalStateException: try 1 went wrong",
            "2 IllegalStateException: try 2 went wrong");
  }

  @Test
  void aRunWithoutAttemptsLeftHasFailed() {
    JsonObject run = client.runToItsEnd("never-works");

    assertThat(run.getString("state")).isEqualTo("FAILED");
    assertThat(run.getInt("attempt")).isEqualTo(2);
  }

  @Test
  void anEndedRunIsRunAgainByHandAsANewRunThatNamesIt() {
    String first = client.runToItsEnd("never-works").getString("id");

    Answer answer = client.post("api/runs/" + first + "/retry");

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    JsonObject again = answer.json();
    assertThat(again.getString("trigger")).isEqualTo("RETRY");
    assertThat(again.getString("retryOf")).isEqualTo(first);
    assertThat(answer.header("Location")).endsWith("/api/runs/" + again.getString("id"));
    client.awaitEnd(again.getString("id"));
  }

  @Test
  void parametersReachTheMethodAsItsRecord() {
    Answer answer =
        client.post(
            "api/tasks/ships-orders/run",
            "{\"parameters\": {\"id\": \"A-1\", \"amount\": 3}, \"key\": \"order A-1\"}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    JsonObject run = client.awaitEnd(answer.json().getString("id"));
    assertThat(run.getString("message")).isEqualTo("3 of A-1, no note, key order A-1, token there");
    assertThat(run.getJsonObject("parameters").getInt("amount")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ships-orders | {} | /parameters/amount",
        "ships-orders | {\"parameters\": {\"id\": \"a\"}} | /parameters/amount",
        "ships-orders | {\"parameters\": {\"id\": \"a\", \"amount\": \"x\"}} | /parameters/amount",
        "ships-orders | {\"parameters\": {\"id\": \"a\", \"amount\": 1, \"b\": 2}} | /parameters/b",
        "ships-orders | {\"parameters\": []} | /parameters",
        "monitor | {\"parameters\": {\"a\": 1}} | /parameters",
        "monitor | {\"key\": \" \"} | /key",
        "monitor | {\"key\": 7} | /key",
        "monitor | {\"notBefore\": \"tomorrow\"} | /notBefore",
        "monitor | {\"priority\": \"URGENT\"} | /priority",
        "monitor | {\"node\": \"nobody\"} | /node",
        "monitor | {\"colour\": \"red\"} | /colour"
      })
  void aWrongRequestForARunNamesItsField(String task, String body, String pointer) {
    Answer answer = client.post("api/tasks/" + task + "/run", body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().getJsonArray("errors").getValuesAs(JsonObject.class))
        .extracting(error -> error.getString("pointer"))
        .contains(pointer);
  }

  @Test
  void theTraceOfARequestGoesWithTheRunAndWithItsRetry() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    String other = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-00";
    String path = "api/tasks/tells-its-trace/run";

    Answer asked = client.json("POST", path, "", "traceparent", trace);
    assertThat(asked.json().getString("traceparent")).isEqualTo(trace);
    JsonObject run = client.awaitEnd(asked.json().getString("id"));
    assertThat(run.getString("message")).isEqualTo(trace);
    String retry = "api/runs/" + run.getString("id") + "/retry";
    Answer again = client.json("POST", retry, "", "traceparent", other);
    assertThat(client.awaitEnd(again.json().getString("id")).getString("message")).isEqualTo(other);
    Answer wrong = client.json("POST", path, "", "traceparent", "wrong");
    assertThat(client.awaitEnd(wrong.json().getString("id")).getString("message"))
        .isEqualTo("none");
  }

  @Test
  void whatARunSubmitsBelongsToItsTrace() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01";
    String path = "api/tasks/submits-within-its-trace/run";
    Answer asked = client.json("POST", path, "", "traceparent", trace);
    String submitted = client.awaitEnd(asked.json().getString("id")).getString("message");

    assertThat(client.awaitEnd(submitted).getString("message")).isEqualTo(trace);
  }

  @Test
  void theApplicationHearsOfTheEndOfARunOnce() {
    String failed = client.run("fails-and-is-heard-of");
    client.awaitEnd(failed);

    String heard = failed + " FAILED MANUAL 1";
    await()
        .untilAsserted(
            () ->
                assertThat(client.runToItsEnd("tells-what-failed").getString("message"))
                    .containsOnlyOnce(heard));
  }

  private Answer runNamed(String key, String body) {
    return client.json("POST", "api/tasks/never-works/run", body, "Idempotency-Key", key);
  }

  @Test
  void aRequestThatIsSentAgainMakesNoSecondRunEvenOnceTheFirstHasEnded() {
    Answer first = runNamed("key-1", "{}");
    client.awaitEnd(first.json().getString("id"));

    Answer again = runNamed("key-1", "{\"priority\": \"NORMAL\"}");

    assertThat(again.status()).as(again.text()).isEqualTo(202);
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(runNamed("key-2", "{}").json().getString("id"))
        .isNotEqualTo(first.json().getString("id"));
  }

  @Test
  void theSameRequestManyTimesAtOnceMakesOneRun() {
    Set<String> ids =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> runNamed("key-3", "{}").json().getString("id"))
            .collect(Collectors.toSet());

    assertThat(ids).hasSize(1);
  }

  @Test
  void anotherRequestUnderAnIdempotencyKeyIsRefused() {
    runNamed("key-4", "{}");

    Answer other = runNamed("key-4", "{\"priority\": \"HIGH\"}");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().getString("detail")).contains("key-4", "choose a new key");
  }

  @ParameterizedTest
  @CsvSource({"'', '{}'", "'two words', '{}'", "key-5, '{\"node\": \"all\"}'"})
  void anIdempotencyKeyThatCannotBeOneIsRefused(String key, String body) {
    Answer answer = runNamed(key, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("Idempotency-Key");
  }

  @Test
  void aKeyHasOneRunUntilThatHasEnded() {
    String body =
        "{\"key\": \"one\", \"notBefore\": \"%s\"}".formatted(Instant.now().plusSeconds(3_600));
    String first = client.post("api/tasks/never-works/run", body).json().getString("id");
    String second = client.post("api/tasks/never-works/run", body).json().getString("id");

    assertThat(second).isEqualTo(first);
    assertThat(client.runOf(first).getString("state")).isEqualTo("QUEUED");
    assertThat(client.cancel(first).status()).isEqualTo(202);
    assertThat(client.runOf(first).getString("state")).isEqualTo("CANCELLED");
    Answer third = client.post("api/tasks/never-works/run", "{\"key\": \"one\"}");
    assertThat(third.json().getString("id")).isNotEqualTo(first);
    client.awaitEnd(third.json().getString("id"));
  }

  @Test
  void aPausedTaskSkipsItsTicksWithTheReasonAsOneRowUntilItIsResumed() {
    Answer paused =
        client.post("api/tasks/fails-async/pause", "{\"reason\": \"the disk is full\"}");
    assertThat(paused.status()).as(paused.text()).isEqualTo(200);
    assertThat(paused.json().getString("state")).isEqualTo("PAUSED");
    assertThat(paused.json().getJsonObject("pause").getString("by")).isEqualTo("admin");
    JsonObject skipped =
        await()
            .until(
                () ->
                    client.runs("task=fails-async&state=SKIPPED").stream()
                        .filter(run -> run.getString("reason").contains("the disk is full"))
                        .findFirst(),
                found -> found.filter(run -> run.getInt("skipped") >= 2).isPresent())
            .orElseThrow();
    assertThat(skipped.getString("reason")).isEqualTo("paused by admin: the disk is full");

    Answer resumed = client.post("api/tasks/fails-async/resume");

    assertThat(resumed.json().getString("state")).isEqualTo("ACTIVE");
    await()
        .until(
            () -> client.runs("task=fails-async&state=FAILED").get(0).getString("id"),
            newest -> newest.compareTo(skipped.getString("id")) > 0);
  }

  @Test
  void aPauseEndsByItself() {
    String until = Instant.now().plusMillis(1_500).toString();
    client.post("api/tasks/fails-pooled/pause", "{\"until\": \"" + until + "\"}");
    assertThat(client.task("fails-pooled").getString("state")).isEqualTo("PAUSED");

    await().until(() -> client.task("fails-pooled").getString("state").equals("ACTIVE"));
  }

  @Test
  void aHoldStopsEverySchedule() {
    try {
      Answer held = client.put("api/hold", "{\"reason\": \"maintenance\"}");
      assertThat(held.json().getBoolean("held")).as(held.text()).isTrue();
      await()
          .until(
              () ->
                  client.runs("task=fails-dedicated&state=SKIPPED").stream()
                      .anyMatch(
                          run -> run.getString("reason").equals("held by admin: maintenance")));
    } finally {
      assertThat(client.delete("api/hold").json().getBoolean("held")).isFalse();
    }
  }

  @Test
  void aWrongPauseNamesItsField() {
    Answer past = client.post("api/tasks/monitor/pause", "{\"until\": \"2001-01-01T00:00:00Z\"}");
    Answer longReason =
        client.post("api/tasks/monitor/pause", "{\"reason\": \"" + "x".repeat(151) + "\"}");

    assertThat(past.status()).isEqualTo(400);
    assertThat(past.text()).contains("/until");
    assertThat(longReason.status()).isEqualTo(400);
    assertThat(longReason.text()).contains("/reason");
    assertThat(client.task("monitor").getString("state")).isEqualTo("ACTIVE");
  }
}
