package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.GroundcrewClient.Answer;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many runs at once, as somebody retries and cancels them over REST. */
@Tag("any-server")
class BulkRunsIT {
  private final GroundcrewClient client = SharedServer.client();
  private final Instant since = Instant.now();

  private List<String> runs(String task, int count) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      ids.add(client.run(task));
    }
    return ids;
  }

  /** What a call answers about the runs of a task that this test has made. */
  private JsonObject bulk(String verb, String task, String more) {
    Answer answer =
        client.post(
            "api/runs/" + verb,
            "{\"task\": [\"%s\"], \"since\": \"%s\"%s}".formatted(task, since, more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<JsonObject> done(JsonObject outcome) {
    return outcome.getJsonArray("runs").getValuesAs(JsonObject.class);
  }

  private static List<String> ids(JsonObject outcome) {
    return done(outcome).stream().map(run -> run.getString("id")).toList();
  }

  private void awaitFailed(List<String> ids) {
    ids.forEach(id -> assertThat(client.awaitEnd(id).getString("state")).isEqualTo("FAILED"));
  }

  @Test
  void aDryRunCountsAndChangesNothing() {
    List<String> failed = runs("fails-in-bulk", 3);
    awaitFailed(failed);

    JsonObject outcome = bulk("retry", "fails-in-bulk", ", \"dryRun\": true, \"limit\": 2");

    assertThat(outcome.getBoolean("dryRun")).isTrue();
    assertThat(outcome.getInt("matched")).isEqualTo(3);
    assertThat(outcome.getInt("left")).isEqualTo(1);
    assertThat(ids(outcome)).containsExactly(failed.get(1), failed.get(2));
    assertThat(outcome.getString("next")).isEqualTo(failed.get(1));
    assertThat(client.runs("task=fails-in-bulk&since=" + since)).hasSize(3);
  }

  @Test
  void whatWentWrongIsRetriedOnceHoweverOftenItIsAskedFor() {
    List<String> failed = runs("fails-in-bulk", 3);
    awaitFailed(failed);
    String first = ", \"trigger\": [\"MANUAL\"]";

    JsonObject some = bulk("retry", "fails-in-bulk", first + ", \"limit\": 2");
    JsonObject rest = bulk("retry", "fails-in-bulk", first);
    JsonObject nothing = bulk("retry", "fails-in-bulk", first);

    assertThat(ids(some)).containsExactly(failed.get(1), failed.get(2));
    assertThat(some.getInt("left")).isEqualTo(1);
    assertThat(ids(rest)).containsExactly(failed.get(0));
    assertThat(rest.get("next")).isEqualTo(JsonValue.NULL);
    assertThat(nothing.getInt("matched")).isZero();
    JsonObject retry = client.awaitEnd(done(some).get(0).getString("retry"));
    assertThat(retry.getString("trigger")).isEqualTo("RETRY");
    assertThat(retry.getString("retryOf")).isEqualTo(failed.get(1));
    assertThat(retry.getString("requestedBy")).isEqualTo("admin");
    assertThat(client.runs("task=fails-in-bulk&trigger=RETRY&since=" + since)).hasSize(3);
  }

  @Test
  void whatAPolicySkipsIsToldAndStaysToBeRetried() {
    String first = client.run("fails-alone");
    client.awaitEnd(first);
    String second = client.run("fails-alone");
    client.awaitEnd(second);
    String manual = ", \"trigger\": [\"MANUAL\"]";

    JsonObject outcome = bulk("retry", "fails-alone", manual);

    assertThat(ids(outcome)).containsExactly(first);
    assertThat(outcome.getJsonArray("refused").getJsonObject(0).getString("id")).isEqualTo(second);
    assertThat(outcome.getJsonArray("refused").getJsonObject(0).getString("message"))
        .isEqualTo("skipped: the run before has not ended");
    client.awaitEnd(done(outcome).get(0).getString("retry"));
    assertThat(ids(bulk("retry", "fails-alone", manual))).containsExactly(second);
  }

  @Test
  void everyRunThatWaitsOrIsUnderWayIsCancelledPageByPage() {
    List<String> waiting = runs("waits-in-bulk", 12);
    var cancelled = new ArrayList<String>();

    String after = "";
    do {
      JsonObject outcome = bulk("cancel", "waits-in-bulk", ", \"limit\": 5" + after);
      assertThat(outcome.getInt("matched")).isEqualTo(outcome.getInt("left") + ids(outcome).size());
      cancelled.addAll(ids(outcome));
      after =
          outcome.get("next") instanceof JsonString next
              ? ", \"after\": \"" + next.getString() + "\""
              : "";
    } while (!after.isEmpty());

    assertThat(cancelled).containsExactlyInAnyOrderElementsOf(waiting);
    for (String id : waiting) {
      JsonObject run = client.awaitEnd(id);
      assertThat(run.getString("state")).isEqualTo("CANCELLED");
      assertThat(run.getString("reason")).isEqualTo("cancelled by admin");
    }
    assertThat(ids(bulk("cancel", "waits-in-bulk", ""))).isEmpty();
  }

  @Test
  void theAuditKeepsWhatWasChosen() {
    JsonObject ignored = bulk("cancel", "waits-in-bulk", "");

    await()
        .untilAsserted(
            () ->
                assertThat(client.get("api/audit?target=/api/runs/cancel&since=" + since).items())
                    .anySatisfy(
                        entry -> {
                          assertThat(entry.getString("who")).isEqualTo("admin");
                          assertThat(entry.getString("outcome")).isEqualTo("DONE");
                          assertThat(entry.getString("after")).contains("waits-in-bulk");
                        }));
  }

  @Test
  void aRetryThatHasNotEndedIsGivenInsteadOfASecond() {
    String first = client.run("waits-in-bulk");
    client.cancel(first);
    client.awaitEnd(first);

    String retry = client.post("api/runs/" + first + "/retry").json().getString("id");
    String again = client.post("api/runs/" + first + "/retry").json().getString("id");
    client.cancel(retry);
    client.awaitEnd(retry);
    String later = client.post("api/runs/" + first + "/retry").json().getString("id");
    client.cancel(later);

    assertThat(again).isEqualTo(retry);
    assertThat(later).isNotEqualTo(retry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry", "cancel"})
  void aFilterThatChoosesNothingIsRefusedWithTheMend(String verb) {
    for (String body : List.of("", "{}", "{\"dryRun\": true, \"limit\": 3}", "{\"task\": []}")) {
      Answer answer = client.post("api/runs/" + verb, body);

      assertThat(answer.status()).as(body + answer.text()).isEqualTo(400);
      assertThat(answer.json().getString("detail"))
          .contains("must choose some runs by task, state, trigger, node, since or until");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry | {\"state\": [\"RUNNING\"]} | /state | has not ended: cancel it first",
        "cancel | {\"state\": [\"FAILED\"]} | /state | is over; can be [QUEUED, RUNNING, CANCELL",
        "cancel | {\"state\": [\"QUEUED\", \"LOST\"]} | /state/1 | must be one of",
        "cancel | {\"trigger\": \"MANUAL\"} | /trigger | must be a list of strings",
        "cancel | {\"task\": [\"a\", 1]} | /task/1 | must be a string",
        "cancel | {\"task\": [\"\\u0000\"]} | /task/0 | must not have the character U+0000",
        "retry | {\"task\": [\"a\"], \"since\": \"today\"} | /since | must be an instant in UTC",
        "retry | {\"task\": [\"a\"], \"limit\": 0} | /limit | must be a whole number from 1 to 500",
        "retry | {\"task\": [\"a\"], \"limit\": 501} | /limit | must be a whole number from 1 to",
        "retry | {\"task\": [\"a\"], \"after\": \"x\"} | /after | must be the next of the answer",
        "retry | {\"task\": [\"a\"], \"dryRun\": 1} | /dryRun | must be true or false",
        "retry | {\"tsak\": [\"a\"]} | /tsak | is unknown; known are task, state"
      })
  void aWrongFieldIsNamedWithTheMend(String verb, String body, String pointer, String message) {
    Answer answer = client.post("api/runs/" + verb, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().getJsonArray("errors").getValuesAs(JsonObject.class))
        .anySatisfy(
            error -> {
              assertThat(error.getString("pointer")).isEqualTo(pointer);
              assertThat(error.getString("message")).contains(message);
            });
  }
}
