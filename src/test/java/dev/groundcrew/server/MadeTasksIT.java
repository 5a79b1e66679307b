package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that people make of types, without a redeploy. */
@Tag("any-server")
class MadeTasksIT {
  private static final String PURGE =
      "{'name': 'made', 'type': 'purge', 'owner': 'ops', 'tags': ['a', 'b'],"
          + " 'schedule': {'cron': '0 3 1 1 *', 'zone': 'Europe/Berlin'},"
          + " 'parameters': {'source': 'own', 'table': 'old_things', 'column': 'made_at',"
          + " 'keep': 'P30D', 'batch': 10}}";

  private final GroundcrewClient client = SharedServer.client();

  private GroundcrewClient.Answer send(String method, String path, String tag, String body) {
    String json = body.replace('\'', '"');
    return tag == null
        ? client.json(method, path, json)
        : client.json(method, path, json, "If-Match", tag);
  }

  private GroundcrewClient.Answer make(String body) {
    return send("POST", "api/tasks", null, body);
  }

  private String tag() {
    return client.get("api/tasks/made").header("ETag");
  }

  @AfterEach
  void delete() {
    if (client.get("api/tasks/made").status() == 200) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> send("DELETE", "api/tasks/made", tag(), "").status() == 204);
    }
  }

  @Test
  void everyTypeTellsItsParametersAsASchema() {
    List<JsonObject> types = client.get("api/task-types").items();

    assertThat(types)
        .extracting(type -> type.getString("name"))
        .contains("fetch", "http-call", "monitor", "purge")
        .isSorted();
    JsonObject purge =
        types.stream().filter(type -> type.getString("name").equals("purge")).findFirst().get();
    JsonObject schema = purge.getJsonObject("parameters");
    assertThat(schema.getString("$schema")).contains("2020-12");
    assertThat(schema.getBoolean("additionalProperties")).isFalse();
    JsonObject batch = schema.getJsonObject("properties").getJsonObject("batch");
    assertThat(batch.getString("type")).isEqualTo("integer");
    assertThat(batch.getInt("minimum")).isEqualTo(1);
    assertThat(batch.getInt("maximum")).isEqualTo(100_000);
    assertThat(batch.getInt("default")).isEqualTo(1_000);
  }

  @Test
  void aPurgeRunsDryUntilItIsConfirmed() {
    assumeTrue(
        ServerUnderTest.chosen() != ServerUnderTest.GLASSFISH,
        "its default data source is a database that has to be started first");
    assertThat(client.runToItsEnd("makes-old-things").getString("state")).isEqualTo("SUCCEEDED");
    GroundcrewClient.Answer made = make(PURGE);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/api/tasks/made");
    assertThat(made.header("ETag")).isEqualTo(tag());
    assertThat(made.json().getString("madeBy")).isEqualTo("REST");
    assertThat(made.json().getString("schedule")).contains("03:00").contains("Europe/Berlin");
    assertThat(made.json().getJsonObject("parameters").getInt("batch")).isEqualTo(10);
    assertThat(make(PURGE).status()).as("the name is taken").isEqualTo(409);

    JsonObject dry = awaitDryRun();
    assertThat(dry.getBoolean("confirmed")).isFalse();
    assertThat(dry.getString("dryRun"))
        .isEqualTo(
            "dry run: 25 rows are old enough, from 2020-01-01 00:00:00 to 2020-01-25 00:00:00");
    assertThat(client.runToItsEnd("made").getString("message")).startsWith("dry run: 25 rows");

    assertThat(send("POST", "api/tasks/made/confirm", null, "").status()).isEqualTo(428);
    GroundcrewClient.Answer confirmed = send("POST", "api/tasks/made/confirm", tag(), "");
    assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
    assertThat(client.runToItsEnd("made").getString("message"))
        .isEqualTo("deleted 25 rows, 0 left");
    GroundcrewClient.Answer changed =
        send("PUT", "api/tasks/made", tag(), PURGE.replace("P30D", "P29D"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().getJsonObject("confirmation").getBoolean("confirmed")).isFalse();
    assertThat(awaitDryRun().getString("dryRun"))
        .as("what was changed has to be confirmed anew")
        .startsWith("dry run: ");
    assertThat(client.runToItsEnd("made").getString("message")).startsWith("dry run: ");
  }

  /** Waits for the one that a task that was made or changed starts by itself. */
  private JsonObject awaitDryRun() {
    return await("a dry run")
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> client.task("made"),
            task ->
                task.getInt("running") == 0
                    && task.getJsonObject("confirmation").get("dryRun") != JsonValue.NULL)
        .getJsonObject("confirmation");
  }

  @Test
  void aTaskIsChangedWithItsTagAlone() {
    String first = make(PURGE).header("ETag");
    String other = PURGE.replace("'ops'", "'night shift'");

    assertThat(send("PUT", "api/tasks/made", null, other).status()).isEqualTo(428);
    assertThat(send("PUT", "api/tasks/made", "\"other\"", other).status()).isEqualTo(412);
    GroundcrewClient.Answer changed = send("PUT", "api/tasks/made", first, other);
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().getString("owner")).isEqualTo("night shift");
    assertThat(send("PUT", "api/tasks/made", first, PURGE).status()).isEqualTo(412);
    // 409 as long as the dry run of the change is under way.
    await("a refusal for the tag")
        .atMost(Duration.ofMinutes(1))
        .until(() -> send("DELETE", "api/tasks/made", first, "").status() == 412);
  }

  @Test
  void whatTheCodeAndTheConfigurationMakeIsNotChangedHere() {
    for (String name : List.of("beats-pooled", "monitor")) {
      String tag = client.get("api/tasks/" + name).header("ETag");
      assertThat(send("DELETE", "api/tasks/" + name, tag, "").status()).isIn(409);
      assertThat(
              send("PUT", "api/tasks/" + name, tag, "{'type': 'monitor', 'parameters': {}}")
                  .status())
          .isEqualTo(409);
    }
    assertThat(make(PURGE.replace("'made'", "'beats-pooled'")).status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /name | must match",
        "{'name': 'Made'} | /name | must match",
        "{'name': 'made'} | /type | must be one of backup",
        "{'name': 'made', 'type': 'java.lang.Runtime'} | /type | must be one of backup",
        "{'name': 'made', 'type': 5} | /type | must be a string",
        "{'name': 'made', 'type': 'fetch'} | /parameters/url | is missing",
        "{'name': 'made', 'type': 'fetch', 'parameters': []} | /parameters | must be an object",
        "{'name': 'made', 'type': 'fetch', 'parameters': {'url': 5}} | /parameters/url | must be a"
            + " string",
        "{'name': 'made', 'type': 'fetch', 'parameters': {'url': 'ftp://a'}} | /parameters/url |"
            + " http or https",
        "{'name': 'made', 'type': 'fetch', 'parameters': {'url': 'http://u:p@a/'}} |"
            + " /parameters/url | user info",
        "{'name': 'made', 'type': 'fetch', 'parameters': {'url': 'http://10.0.0.1/'}} |"
            + " /parameters/url | no public address",
        "{'name': 'made', 'type': 'purge', 'parameters': {'source': 'own', 'table': 'old_things',"
            + " 'column': 'made_at', 'batch': '10'}} | /parameters/batch | a whole number",
        "{'name': 'made', 'type': 'purge', 'parameters': {'source': 'own', 'table': 'old_things',"
            + " 'column': 'made_at', 'batch': 1.5}} | /parameters/batch | a whole number",
        "{'name': 'made', 'type': 'purge', 'parameters': {'source': 'own', 'table': 'old_things',"
            + " 'column': 'made_at', 'batch': 0}} | /parameters/batch | from 1 to 100000",
        "{'name': 'made', 'type': 'purge', 'parameters': {'source': 'own', 'table': 'old_things',"
            + " 'column': 'made_at', 'dry-run': 'yes'}} | /parameters/dry-run | true or false",
        "{'name': 'made', 'type': 'purge', 'parameters': {'source': 'own', 'table': 'old_things',"
            + " 'column': 'made_at', 'keep': 'long'}} | /parameters/keep | ISO-8601",
        "{'name': 'made', 'type': 'purge', 'parameters': {'source': 'own', 'table': 'old_things',"
            + " 'column': 'made_at', 'colour': 'red'}} | /parameters/colour | is unknown",
        "{'name': 'made', 'type': 'purge', 'colour': 'red'} | /colour | is unknown",
        "{'name': 'made', 'type': 'purge', 'parameters': {'source': 'elsewhere'}} | /parameters/table |"
            + " is missing",
        "{'name': 'made', 'type': 'purge', 'parameters': {'source': 'own', 'table': 'users',"
            + " 'column': 'b'}} | /parameters/table | may not be purged",
        "{'name': 'made', 'type': 'purge', 'description': 7} | /description | must be a string",
        "{'name': 'made', 'type': 'purge', 'tags': 'a'} | /tags | must be a list",
        "{'name': 'made', 'type': 'purge', 'runbook': 'javascript:alert(1)'} | /runbook | must be a"
            + " link",
        "{'name': 'made', 'type': 'purge', 'overlap': 'MAYBE'} | /overlap | must be one of",
        "{'name': 'made', 'type': 'purge', 'schedule': {'cron': '99 * * * *'}} | /schedule/cron |"
            + " minute",
        "{'name': 'made', 'type': 'purge', 'schedule': {'atStartup': 1}} | /schedule/atStartup |"
            + " true or false",
        "{'name': 'made', 'type': 'purge', 'schedule': {'cron': '@daily', 'x': 1}} | /schedule/x |"
            + " is unknown",
        "{'name': 'made', 'type': 'purge', 'maxBackoff': 'long'} | /maxBackoff | ISO-8601"
      })
  void aWrongTaskIsRefusedWithItsFieldAndNothingIsStored(String body, String pointer, String mend) {
    GroundcrewClient.Answer answer = make(body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().getJsonArray("errors").getValuesAs(JsonObject.class))
        .as(answer.text())
        .anySatisfy(
            error -> {
              assertThat(error.getString("pointer")).isEqualTo(pointer);
              assertThat(error.getString("message")).contains(mend);
            });
    assertThat(client.get("api/tasks/made").status()).isEqualTo(404);
  }

  @Test
  void aSecretIsNeverSeenAgainAndStaysWhenItComesBackMasked() {
    String call =
        "{'name': 'made', 'type': 'http-call', 'parameters': {'url': 'https://example.org/',"
            + " 'method': 'POST', 'secret-headers': 'Authorization: Bearer abc'}}";
    GroundcrewClient.Answer made = make(call);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String masked = call.replace("Authorization: Bearer abc", "********");
    GroundcrewClient.Answer changed = send("PUT", "api/tasks/made", tag(), masked);

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    for (String text : List.of(made.text(), changed.text(), client.get("api/tasks/made").text())) {
      assertThat(text).doesNotContain("Bearer").contains("********");
    }
    GroundcrewClient.Answer elsewhere =
        send("PUT", "api/tasks/made", tag(), masked.replace("example.org", "example.com"));
    assertThat(elsewhere.status()).as("the secret would go to another server").isEqualTo(400);
    assertThat(elsewhere.text()).contains("/parameters/secret-headers");
    assertThat(client.task("made").getJsonObject("parameters").getString("url"))
        .isEqualTo("https://example.org/");
    delete();
    assertThat(make(masked).status()).as("there is no secret to keep").isEqualTo(400);
    assertThat(make(call.replace("secret-headers", "headers")).text())
        .contains("/parameters/headers")
        .doesNotContain("Bearer");
  }

  @Test
  void aRunThatSendsASecretTellsItNowhere() throws IOException {
    var sent = new CompletableFuture<String>();
    var site =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), SharedServer.alertsPort()), 0);
    // No beginning of the path that alerts take: one of them may come first.
    site.createContext(
        "/call",
        exchange -> {
          sent.complete(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    site.start();
    try {
      String url = "http://127.0.0.1:" + SharedServer.alertsPort() + "/call";
      GroundcrewClient.Answer made =
          make(
              "{'name': 'made', 'type': 'http-call', 'parameters': {'url': '%s',".formatted(url)
                  + " 'secret-headers': 'Authorization: Bearer abc-7'}}");
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      JsonObject run = client.runToItsEnd("made");

      assertThat(sent).isCompletedWithValue("Bearer abc-7");
      assertThat(run.getString("error")).contains("500");
      String path = "api/runs/" + run.getString("id");
      for (String told : List.of(path, path + "/log", "api/tasks/made", "api/audit?limit=200")) {
        assertThat(client.get(told).text()).as(told).doesNotContain("abc-7");
      }
      assertThat(SharedServer.get().log()).doesNotContain("abc-7");
    } finally {
      site.stop(0);
    }
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    String url = "https://example.org/" + "a".repeat(4_000);
    GroundcrewClient.Answer answer =
        make("{'name': 'made', 'type': 'fetch', 'parameters': {'url': '" + url + "'}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("/parameters/url").contains("1 to 4000 characters");
  }
}
