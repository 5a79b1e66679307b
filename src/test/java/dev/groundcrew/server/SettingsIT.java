package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator may change without touching the code. */
@Tag("any-server")
class SettingsIT {
  private static final Map<String, String> CONFIGURED =
      Map.ofEntries(
          Map.entry("description", "from the configuration"),
          Map.entry("owner", "configured owner"),
          Map.entry("tags", "configured,twice"),
          Map.entry("runbook", "https://example.org/configured"),
          Map.entry("every", "PT0.5S"),
          Map.entry("zone", "Asia/Tokyo"),
          Map.entry("at-startup", "true"),
          Map.entry("order", "7"),
          Map.entry("mode", "DEDICATED"),
          Map.entry("scope", "EVERY_NODE"),
          Map.entry("overlap", "ALLOW"),
          Map.entry("timeout", "PT1H"),
          Map.entry("yields", "false"),
          Map.entry("idle", "false"),
          Map.entry("repeatable", "false"),
          Map.entry("enabled", "true"));

  private final GroundcrewClient client = SharedServer.client();

  @Test
  void everyAttributeIsOverriddenByConfigurationAndShowsWhatItHides() {
    JsonObject attributes = client.task("overridden").getJsonObject("attributes");
    CONFIGURED.forEach(
        (name, value) -> {
          JsonObject attribute = attributes.getJsonObject(name);
          assertThat(attribute.getString("value")).as(name).isEqualTo(value);
          assertThat(attribute.getString("source")).as(name).isEqualTo("CONFIG");
        });
    assertThat(attributes.getJsonObject("owner").getString("hides")).isEqualTo("annotated owner");
    assertThat(attributes.getJsonObject("every").getString("hides")).isEqualTo("cron 0 3 * * *");
    assertThat(attributes).doesNotContainKey("cron");
  }

  @Test
  void overriddenAttributesAreInForce() {
    JsonObject task = client.task("overridden");
    assertThat(task.getString("mode")).isEqualTo("DEDICATED");
    assertThat(task.getString("owner")).isEqualTo("configured owner");
    assertThat(task.getJsonArray("tags")).hasSize(2);
    List<JsonObject> runs =
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> client.runs("task=overridden"), list -> list.size() > 2);
    assertThat(client.runs("task=overridden&trigger=STARTUP")).hasSize(1);
    assertThat(runs.get(0).getString("trigger")).isEqualTo("SCHEDULE");
  }

  @Test
  void aTaskThatIsSwitchedOffRunsByHandOnly() {
    JsonObject run = client.runToItsEnd("switched-off");
    assertThat(run.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(client.task("switched-off").getBoolean("enabled")).isFalse();
    assertThat(client.runs("task=switched-off"))
        .extracting(each -> each.getString("trigger"))
        .containsOnly("MANUAL");
  }
}
