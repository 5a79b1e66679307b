package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules as people look at them, and change them while tasks run. */
@Tag("any-server")
class ScheduleIT {
  private static final String NIGHT =
      "api/next-runs?cron=30%202%20*%20*%20*&zone=Europe/Berlin&after=2027-03-27T12:00:00Z&count=2";

  private final GroundcrewClient client = SharedServer.client();

  private GroundcrewClient.Answer inLanguage(String path, String language) {
    return client.send(client.request(path).header("Accept-Language", language).GET());
  }

  private GroundcrewClient.Answer change(String method, String task, String tag, String body) {
    return client.json(method, "api/tasks/" + task + "/schedule", body, "If-Match", tag);
  }

  private GroundcrewClient.Answer schedule(String task) {
    return client.get("api/tasks/" + task + "/schedule");
  }

  @Test
  void anUnsavedScheduleIsShownWithANoteWhereTheClocksChange() {
    JsonObject preview = client.get(NIGHT).json();
    JsonObject skipped = preview.getJsonArray("items").getJsonObject(0);

    assertThat(preview.getString("schedule")).isEqualTo("at 02:30 every day, Europe/Berlin");
    assertThat(skipped.getString("at")).isEqualTo("2027-03-28T01:00:00Z");
    assertThat(skipped.getString("local")).isEqualTo("2027-03-28T03:00+02:00");
    assertThat(skipped.getString("note"))
        .isEqualTo("02:30 does not exist on this day: runs at 03:00");
    assertThat(preview.getJsonArray("items").getJsonObject(1).get("note"))
        .isEqualTo(JsonValue.NULL);
    assertThat(preview.getString("next")).isEqualTo("2027-03-29T00:30:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en-GB | at 02:30 every day",
        "de-AT, en;q=0.5 | um 02:30",
        "fr, zh-CN;q=0.3 | 02:30"
      })
  void wordsComeInThePeoplesLanguage(String accepted, String words) {
    JsonObject preview = inLanguage(NIGHT, accepted).json();

    assertThat(preview.getString("schedule")).contains(words);
    assertThat(inLanguage("api/tasks/rescheduled", accepted).json().getString("schedule"))
        .isEqualTo(
            inLanguage("api/tasks/rescheduled/schedule", accepted).json().getString("words"));
    if (accepted.contains("zh")) {
      assertThat(preview.getString("schedule")).containsPattern("\\p{IsHan}");
    }
  }

  @Test
  void theWindowTheExceptionsAndTheJitterOfATaskAreInForce() {
    JsonObject ahead = client.get("api/tasks/narrowed/next-runs?after=2027-01-01T00:00:00Z").json();
    List<JsonObject> items = ahead.getJsonArray("items").getValuesAs(JsonObject.class);

    assertThat(items)
        .extracting(item -> item.getString("local").substring(0, 10))
        .containsExactly("2027-03-25", "2027-03-27", "2027-03-28", "2027-03-29");
    assertThat(ahead.get("next")).isEqualTo(JsonValue.NULL);
    assertThat(
            Duration.between(
                Instant.parse("2027-03-25T01:30:00Z"), Instant.parse(items.get(0).getString("at"))))
        .isBetween(Duration.ZERO, Duration.ofMinutes(1));
    JsonObject narrowed = schedule("narrowed").json();
    assertThat(narrowed.getString("jitter")).isEqualTo("PT1M");
    assertThat(narrowed.getString("until")).isEqualTo("2027-03-30T00:00:00Z");
    assertThat(narrowed.getJsonArray("except").getString(0)).isEqualTo("2027-03-26");
  }

  @Test
  void aTaskThatDoesNotStartByItselfHasNoNextRuns() {
    assertThat(client.get("api/tasks/switched-off/next-runs").items()).isEmpty();
    assertThat(client.get("api/tasks/beats-pooled/next-runs?count=3").items()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | cron | or every, delay or at",
        "cron=99%20*%20*%20*%20* | cron | minute",
        "cron=0%200%2030%202%20* | cron | never fires",
        "every=soon | every | ISO-8601",
        "every=PT1M&delay=PT1M | every | in two ways",
        "cron=@daily&zone=Mars | zone | must be a time zone",
        "cron=@daily&jitter=PT48H | jitter | ISO-8601",
        "cron=@daily&from=2027-01-02T00:00:00Z&until=2027-01-01T00:00:00Z | from | before until",
        "cron=@daily&except=Xmas | except | must be a date",
        "at=tomorrow | at | must be an instant",
        "cron=@daily&count=0 | count | 1 to 1000",
        "cron=@daily&after=now | after | must be an instant"
      })
  void aWrongUnsavedScheduleIsRefusedWithItsParameter(String query, String parameter, String mend) {
    refused(client.get("api/next-runs?" + (query == null ? "" : query)), parameter, mend);
  }

  private static void refused(GroundcrewClient.Answer answer, String pointer, String mend) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().getJsonArray("errors").getValuesAs(JsonObject.class))
        .as(answer.text())
        .anySatisfy(
            error -> {
              assertThat(error.getString("pointer")).isEqualTo(pointer);
              assertThat(error.getString("message")).contains(mend);
            });
  }

  @Test
  void aScheduleIsChangedWhileItsTaskLivesAndPutBack() {
    GroundcrewClient.Answer before = schedule("rescheduled");
    assertThat(before.json().getString("source")).isEqualTo("ANNOTATION");
    assertThat(before.header("ETag")).isEqualTo(client.get("api/tasks/rescheduled").header("ETag"));

    GroundcrewClient.Answer yearly =
        change("PUT", "rescheduled", before.header("ETag"), "{\"cron\": \"0 4 1 1 *\"}");
    assertThat(yearly.status()).as(yearly.text()).isEqualTo(200);
    assertThat(yearly.json().getString("source")).isEqualTo("REST");
    assertThat(yearly.json().getString("zone")).as("the code's").isEqualTo("Europe/Berlin");
    assertThat(yearly.json().getString("hides")).contains("03:00");
    JsonObject attribute =
        client.task("rescheduled").getJsonObject("attributes").getJsonObject("cron");
    assertThat(attribute)
        .isEqualTo(
            jakarta.json.Json.createObjectBuilder(
                    Map.of("value", "0 4 1 1 *", "source", "REST", "hides", "cron 0 3 1 1 *"))
                .build());

    assertThat(
            change("PUT", "rescheduled", before.header("ETag"), "{\"every\": \"PT1H\"}").status())
        .as("an older tag")
        .isEqualTo(412);
    GroundcrewClient.Answer often =
        change("PUT", "rescheduled", yearly.header("ETag"), "{\"every\": \"PT0.1S\"}");
    assertThat(often.status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> client.runs("task=rescheduled&state=SUCCEEDED").size() >= 3);
    assertThat(client.runs("task=rescheduled"))
        .extracting(run -> run.getString("trigger"))
        .containsOnly("SCHEDULE");

    GroundcrewClient.Answer after = change("DELETE", "rescheduled", often.header("ETag"), "");
    assertThat(after.status()).isEqualTo(200);
    assertThat(after.json()).isEqualTo(before.json());
    assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
    assertThat(client.task("rescheduled").getString("nextRun")).contains("-01-01T02:00:00Z");
  }

  @Test
  void aChangeNeedsToSayWhatItChanges() {
    GroundcrewClient.Answer answer =
        client.json("PUT", "api/tasks/rescheduled-badly/schedule", "{\"cron\": \"@daily\"}");

    assertThat(answer.status()).isEqualTo(428);
    assertThat(change("PUT", "rescheduled-badly", "W/\"a\"", "{\"cron\": \"@daily\"}").status())
        .isEqualTo(412);
    assertThat(change("DELETE", "nothing", "*", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | '' | must say when",
        "{'cron': ''} | /cron | must not be empty",
        "{'cron': 5} | /cron | must be a string",
        "{'cron': '0 0 30 2 *'} | /cron | never fires",
        "{'cron': '@daily', 'every': 'PT1M'} | /cron | in two ways",
        "{'every': 'PT0.001S'} | /every | ISO-8601",
        "{'byHand': true, 'cron': '@daily'} | /byHand | nothing but a person",
        "{'byHand': true, 'jitter': 'PT1M'} | /jitter | narrows a schedule",
        "{'cron': '@daily', 'zone': 'Mars'} | /zone | must be a time zone",
        "{'cron': '@daily', 'except': ['Xmas']} | /except | must be a date",
        "{'cron': '@daily', 'except': [7]} | /except/0 | must be a string",
        "{'cron': '@daily', 'from': 'now'} | /from | must be an instant",
        "{'cron': '@daily', 'atStartup': 'yes'} | /atStartup | must be true or false",
        "{'cron': '@daily', 'owner': 'me'} | /owner | is unknown"
      })
  void aWrongScheduleIsRefusedWithItsFieldAndNothingChanges(
      String body, String pointer, String mend) {
    String tag = schedule("rescheduled-badly").header("ETag");

    refused(change("PUT", "rescheduled-badly", tag, body.replace('\'', '"')), pointer, mend);
    assertThat(schedule("rescheduled-badly").header("ETag")).isEqualTo(tag);
  }
}
