package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.GroundcrewClient.Answer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One task in every mode that it could have, from outside. */
@Tag("any-server")
class CompareIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final GroundcrewClient client = SharedServer.client();

  @AfterEach
  void endAll() {
    client.get("api/comparisons").items().stream()
        .filter(one -> one.getString("state").equals("RUNNING"))
        .forEach(one -> client.post("api/comparisons/" + one.getString("id") + "/cancel"));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                client.get("api/comparisons").items().stream()
                    .noneMatch(one -> one.getString("state").equals("RUNNING")));
  }

  private JsonObject compare(String task, String wish) {
    Answer answer = client.json("POST", "api/tasks/" + task + "/compare", wish);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    JsonObject begun = answer.json();
    assertThat(URI.create(answer.header("Location")).getPath())
        .endsWith("/api/comparisons/" + begun.getString("id"));
    return begun;
  }

  private JsonObject now(JsonObject comparison) {
    return client.get("api/comparisons/" + comparison.getString("id")).json();
  }

  private JsonObject end(JsonObject comparison) {
    return await()
        .atMost(PATIENCE)
        .until(() -> now(comparison), now -> !now.getString("state").equals("RUNNING"));
  }

  private static Map<String, JsonObject> modes(JsonObject comparison) {
    return comparison.getJsonArray("modes").getValuesAs(JsonObject.class).stream()
        .collect(Collectors.toMap(mode -> mode.getString("mode"), Function.identity()));
  }

  private static Duration time(JsonObject mode, String field) {
    return Duration.parse(mode.getString(field));
  }

  @Test
  void aTaskThatWaitsHoldsAThreadInTwoModesAndNoneInTheThird() {
    JsonObject done =
        end(compare("compares-waiting", "{\"runs\": 8, \"together\": 4, \"rounds\": 2}"));

    assertThat(done.getString("state")).as(done.toString()).isEqualTo("DONE");
    assertThat(done.getString("requestedBy")).isEqualTo("admin");
    Map<String, JsonObject> modes = modes(done);
    assertThat(modes).containsOnlyKeys("NONE", "DEDICATED", "POOLED", "ASYNC");
    for (String mode : List.of("DEDICATED", "POOLED", "ASYNC")) {
      JsonObject seen = modes.get(mode);
      assertThat(seen.getInt("runs")).isEqualTo(16);
      assertThat(seen.getInt("cut")).isZero();
      assertThat(time(seen, "meanRun"))
          .as(seen.toString())
          .isGreaterThanOrEqualTo(Duration.ofMillis(40));
      assertThat(time(seen, "processCpu")).isPositive();
    }
    for (String mode : List.of("DEDICATED", "POOLED")) {
      assertThat(modes.get(mode).getInt("mostThreads")).as(mode).isEqualTo(4);
      assertThat(time(modes.get(mode), "cpu")).isLessThan(time(modes.get(mode), "time"));
    }
    assertThat(modes.get("ASYNC").getJsonNumber("threads").doubleValue())
        .isLessThan(modes.get("POOLED").getJsonNumber("threads").doubleValue());
    assertThat(modes.get("ASYNC").get("cpu")).isEqualTo(JsonValue.NULL);
    assertThat(modes.get("NONE").getInt("runs")).isZero();
    assertThat(done.getJsonArray("notes").toString()).contains("not measurable");
  }

  @Test
  void aTaskThatComputesShowsItsProcessorTimeAndItsRunsAreNoRows() {
    JsonObject done =
        end(compare("compares-computing", "{\"runs\": 4, \"together\": 2, \"rounds\": 1}"));

    Map<String, JsonObject> modes = modes(done);
    assertThat(modes).containsOnlyKeys("NONE", "DEDICATED", "POOLED");
    for (String mode : List.of("DEDICATED", "POOLED")) {
      assertThat(time(modes.get(mode), "cpu")).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }
    assertThat(done.getJsonArray("notes").toString()).contains("ASYNC was not compared");
    assertThat(client.runs("task=compares-computing")).isEmpty();
  }

  @Test
  void requestsThatComeMeanwhileAreMeasured() {
    JsonObject begun = compare("compares-waiting", "{\"runs\": 20, \"rounds\": 1}");
    JsonObject done = end(begun);

    // Each look at the comparison was a request.
    long answered = modes(done).values().stream().mapToLong(mode -> mode.getInt("requests")).sum();
    assertThat(answered).isPositive();
    assertThat(modes(done).values())
        .filteredOn(mode -> mode.getInt("requests") > 0)
        .allSatisfy(mode -> assertThat(time(mode, "requestP99")).isPositive());
  }

  @Test
  void aSecondOneWaitsForTheFirstWhichCanBeCancelled() {
    JsonObject first = compare("compares-for-ever", "{\"longest\": \"PT10M\"}");
    Answer second = client.json("POST", "api/tasks/compares-computing/compare", "{}");

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text()).contains(first.getString("id"));
    String cancel = "api/comparisons/" + first.getString("id") + "/cancel";
    assertThat(client.post(cancel).status()).isEqualTo(202);
    JsonObject ended = end(first);
    assertThat(ended.getString("state")).isEqualTo("CANCELLED");
    assertThat(ended.getString("reason")).isEqualTo("cancelled by admin");
    assertThat(client.post(cancel).status()).isEqualTo(409);
  }

  @Test
  void anOperatorOfOtherTasksEndsNone() {
    String name = "other-" + UUID.randomUUID().toString().substring(0, 8);
    Answer made =
        client.json(
            "POST",
            "api/tokens",
            "{\"name\":\"%s\",\"role\":\"operator\",\"tasks\":[\"nothing-*\"]}".formatted(name));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    JsonObject begun = compare("compares-for-ever", "{\"longest\": \"PT10M\"}");

    Answer refused =
        client
            .withToken(made.json().getString("secret"))
            .post("api/comparisons/" + begun.getString("id") + "/cancel");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("nothing-*");
    assertThat(now(begun).getString("state")).isEqualTo("RUNNING");
    client.json("DELETE", "api/tokens/" + name, "", "If-Match", "*");
  }

  @Test
  void oneWhoseRunsNeverEndIsOverInItsTimeAndSaysHowManyWereCut() {
    JsonObject done =
        end(
            compare(
                "compares-for-ever",
                "{\"runs\": 3, \"together\": 3, \"rounds\": 1, \"longest\": \"PT3S\"}"));

    assertThat(done.getString("state")).as(done.toString()).isEqualTo("DONE");
    assertThat(modes(done).get("POOLED").getInt("cut")).isEqualTo(3);
    assertThat(modes(done).get("DEDICATED").getInt("mostThreads")).isEqualTo(3);
  }

  @Test
  void oneWhoseRunsFailSaysWhy() {
    JsonObject done = end(compare("compares-failing", "{}"));

    assertThat(done.getString("state")).isEqualTo("FAILED");
    assertThat(done.getString("reason")).contains("cannot be compared");
  }

  @Test
  void onlyARepeatableTaskIsCompared() {
    Answer answer = client.json("POST", "api/tasks/computes-a-little/compare", "{}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("not declared repeatable");
    assertThat(client.json("POST", "api/tasks/absent/compare", "{}").status()).isEqualTo(404);
    assertThat(client.get("api/comparisons/absent").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"modes\": [\"ASYNC\"]}      | /modes      | blocks",
        "{\"modes\": [\"FIBRE\"]}      | /modes/0    | DEDICATED, POOLED, ASYNC",
        "{\"runs\": 0}                 | /runs       | 1 to 100",
        "{\"runs\": 4294967297}        | /runs       | 1 to 100",
        "{\"together\": 17}            | /together   | 1 to 16",
        "{\"rounds\": 11}              | /rounds     | 1 to 10",
        "{\"longest\": \"PT11M\"}      | /longest    | PT10M",
        "{\"longest\": \"soon\"}       | /longest    | ISO-8601",
        "{\"parameters\": {\"a\": 1}}  | /parameters | are not taken",
        "{\"speed\": 1}                | /speed      | known",
      })
  void aWrongWishIsRefusedWithTheField(String wish, String pointer, String mend) {
    Answer answer = client.json("POST", "api/tasks/compares-computing/compare", wish);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("\"" + pointer + "\"").contains(mend);
  }
}
