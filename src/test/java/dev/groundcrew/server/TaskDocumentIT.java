package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that people make, as one document that they keep. */
@Tag("any-server")
class TaskDocumentIT {
  private static final String EVERY_TYPE =
      """
      tasks:
      - name: doc-backup
        type: backup
        schedule: {cron: 0 3 1 1 *}
      - name: doc-call
        type: http-call
        description: 'tells: all'
        owner: ops
        tags: [a, b]
        runbook: https://example.org/runbook
        schedule: {every: P300D, zone: Europe/Berlin, jitter: PT1S, except: ['2027-01-01']}
        attempts: 3
        backoff: PT1S
        timeout: PT1M
        yields: false
        enabled: false
        parameters:
          url: https://example.org/
          method: POST
          headers: |-
            Content-Type: application/json
            X-Number: 12
          secret-headers: 'Authorization: Bearer abc'
          body: '{"a": 1}'
          max-bytes: 1000
      - name: doc-fetch
        type: fetch
        schedule: {byHand: true}
        parameters: {url: https://example.org/}
      - name: doc-monitor
        type: monitor
        schedule: {at: '2100-01-01T00:00:00Z'}
        parameters: {series: 10}
      - name: doc-purge
        type: purge
        schedule: {cron: '*/5 3 1 1 *'}
        parameters: {source: own, table: old_things, column: made_at, keep: P30D, dry-run: true}
      - name: doc-retention
        type: retention
        parameters: {batch: 7}
      """;

  private static final List<String> NAMES =
      List.of("doc-backup", "doc-call", "doc-fetch", "doc-monitor", "doc-purge", "doc-retention");

  private final GroundcrewClient client = SharedServer.client();

  /** What the purge's dry run counts. */
  @BeforeAll
  static void makeOldThings() {
    SharedServer.client().runToItsEnd("makes-old-things");
  }

  private GroundcrewClient.Answer put(String document, String query) {
    return client.send(
        client.request("api/tasks.yaml" + query).PUT(BodyPublishers.ofString(document)));
  }

  private String yaml() {
    return client.get("api/tasks.yaml", "*/*").text();
  }

  private static List<String> changes(GroundcrewClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().getJsonArray("tasks").getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString("change"))
        .distinct()
        .toList();
  }

  private boolean isThere(String name) {
    return client.get("api/tasks/" + name).status() == 200;
  }

  @AfterEach
  void delete() {
    for (String name : NAMES) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                GroundcrewClient.Answer task = client.get("api/tasks/" + name);
                return task.status() == 404
                    || client
                            .send(
                                client
                                    .request("api/tasks/" + name)
                                    .header("If-Match", task.header("ETag"))
                                    .DELETE())
                            .status()
                        == 204;
              });
    }
  }

  /** What is told of the tasks, but for the times of their making. */
  private JsonArray told() {
    JsonArrayBuilder tasks = Json.createArrayBuilder();
    for (String name : NAMES) {
      JsonObject task = client.task(name);
      tasks.add(
          Json.createObjectBuilder()
              .add("type", task.get("type"))
              .add("schedule", task.get("schedule"))
              .add("attributes", task.get("attributes"))
              .add("parameters", task.get("parameters")));
    }
    return tasks.build();
  }

  @Test
  void everyTypeComesBackAsItWas() {
    assertThat(client.get("api/task-types").items())
        .extracting(type -> type.getString("name"))
        .as("a new type belongs into this document")
        .containsExactlyInAnyOrder("backup", "fetch", "http-call", "monitor", "purge", "retention");
    String before = yaml();
    assertThat(changes(put(EVERY_TYPE, "?dryRun=true"))).containsExactly("CREATED");
    assertThat(yaml()).as("a dry run changes nothing").isEqualTo(before);

    assertThat(changes(put(EVERY_TYPE, ""))).containsExactly("CREATED");
    JsonArray told = told();
    String exported = yaml();
    assertThat(exported).doesNotContain("Bearer").contains("secret-headers: '********'");
    assertThat(changes(put(EVERY_TYPE, ""))).containsExactly("UNCHANGED");
    assertThat(changes(put(exported, ""))).containsExactly("UNCHANGED");
    String json = client.get("api/tasks.yaml", "application/json").text();
    assertThat(changes(put(json, ""))).containsExactly("UNCHANGED");
    delete();
    GroundcrewClient.Answer masked = put(exported, "");
    assertThat(masked.status()).as("an empty node does not know the secret").isEqualTo(400);
    assertThat(masked.text()).contains("/tasks/1/parameters/secret-headers");
    assertThat(NAMES).as("all or nothing").noneMatch(this::isThere);

    assertThat(changes(put(exported.replace("********", "Authorization: Bearer abc"), "")))
        .containsExactly("CREATED");
    assertThat(told()).isEqualTo(told);
    assertThat(yaml()).isEqualTo(exported);
  }

  @Test
  void aScheduleThatWasChangedIsInTheDocument() {
    put(EVERY_TYPE, "");
    GroundcrewClient.Answer task = client.get("api/tasks/doc-fetch");
    GroundcrewClient.Answer changed =
        client.json(
            "PUT",
            "api/tasks/doc-fetch/schedule",
            "{\"cron\": \"0 5 1 1 *\"}",
            "If-Match",
            task.header("ETag"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);

    assertThat(yaml()).contains("cron: 0 5 1 1 *");
    assertThat(changes(put(yaml(), ""))).containsExactly("UNCHANGED");
    GroundcrewClient.Answer back = put(EVERY_TYPE, "");
    assertThat(back.text()).contains("{\"change\":\"CHANGED\",\"name\":\"doc-fetch\"}");
    assertThat(yaml()).doesNotContain("cron: 0 5 1 1 *");
  }

  @Test
  void aSecretThatIsLeftOutStays() {
    put(EVERY_TYPE, "");
    String without =
        EVERY_TYPE
            .replace("    secret-headers: 'Authorization: Bearer abc'\n", "")
            .replace("owner: ops", "owner: others");

    assertThat(put(without, "").text()).contains("{\"change\":\"CHANGED\",\"name\":\"doc-call\"}");
    String elsewhere = without.replaceFirst("https://example.org/\n", "https://example.com/\n");
    assertThat(put(elsewhere, "").text())
        .as("it would go to another server")
        .contains("/tasks/1/parameters/secret-headers");
    assertThat(client.task("doc-call").getJsonObject("parameters").getString("secret-headers"))
        .isEqualTo("********");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: doc-call           | name: Doc            | /tasks/1/name",
        "name: doc-call           | name: doc-backup     | /tasks/1/name",
        "name: doc-call           | name: beats-pooled   | /tasks/1/name",
        "type: http-call          | type: shell          | /tasks/1/type",
        "method: POST             | method: 5            | /tasks/1/parameters/method",
        "method: POST             | method: post         | /tasks/1/parameters/method",
        "method: POST             | verb: POST           | /tasks/1/parameters/verb",
        "max-bytes: 1000          | max-bytes: 0         | /tasks/1/parameters/max-bytes",
        "max-bytes: 1000          | max-bytes: many      | /tasks/1/parameters/max-bytes",
        "X-Number: 12             | Cookie: abc          | /tasks/1/parameters/headers",
        "every: P300D             | every: soon          | /tasks/1/schedule/every",
        "attempts: 3              | attempts: 0          | /tasks/1/attempts",
        "yields: false            | yields: 'maybe'      | /tasks/1/yields",
        "owner: ops               | idle: true           | /tasks/1/idle",
        "owner: ops               | boss: ops            | /tasks/1/boss",
        "url: https://example.org/\\n    method | method | /tasks/1/parameters/url",
        "tasks:                   | things:              | /things",
      })
  void oneFaultAnywhereRefusesAllOfIt(String right, String wrong, String pointer) {
    String before = yaml();
    String document = EVERY_TYPE.replaceFirst(right.replace("\\n", "\n"), wrong);
    assertThat(document).isNotEqualTo(EVERY_TYPE);
    GroundcrewClient.Answer answer = put(document, "");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("\"" + pointer + "\"").doesNotContain("Bearer");
    assertThat(yaml()).isEqualTo(before);
  }

  @Test
  void whatATaskIsDoesNotChange() {
    put(EVERY_TYPE, "");

    GroundcrewClient.Answer answer =
        put("tasks: [{name: doc-fetch, type: monitor}]", "?dryRun=true");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("/tasks/0/type");
    assertThat(put(EVERY_TYPE, "?dryRun=perhaps").status()).isEqualTo(400);
  }
}
