package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run says. */
@Tag("any-server")
class RunLogIT {
  private final GroundcrewClient client = SharedServer.client();

  @Test
  void aRunKeepsItsOwnLinesAndThoseOfItsLoggers() {
    JsonObject run = client.runToItsEnd("talks");
    String id = run.getString("id");
    List<String> lines =
        await().until(() -> client.log(id).lines().toList(), list -> list.size() >= 3);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains(" INFO first, by the context");
    assertThat(lines.get(1)).contains(" WARNING ").contains("second, by its own logger");
    assertThat(lines.get(2))
        .contains("third, with a \"quote\"")
        .doesNotContain("\u001B")
        .doesNotContain("\t");
    assertThat(run.getString("message")).isEqualTo("said three things");
    assertThat(run.getJsonObject("progress").getInt("done")).isEqualTo(3);
    assertThat(run.getJsonObject("progress").getInt("total")).isEqualTo(4);
  }

  @Test
  void theLogIsReadAsTextOrAsOneJsonObjectALineAndFromAnyLineOn() {
    String id = client.runToItsEnd("talks").getString("id");
    String path = "api/runs/" + id + "/log";
    assertThat(client.get(path).header("Content-Type")).startsWith("text/plain");
    GroundcrewClient.Answer answer = client.get(path + "?after=1", "application/x-ndjson");
    assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
    List<JsonObject> lines = answer.text().lines().map(RunLogIT::parse).toList();
    assertThat(lines).extracting(line -> line.getInt("line")).containsExactly(2, 3);
    assertThat(lines.get(0).getString("level")).isEqualTo("WARNING");
    assertThat(lines.get(0).getString("text")).contains("second, by its own logger");
    assertThat(Instant.parse(lines.get(0).getString("at"))).isBefore(Instant.now().plusSeconds(1));
    assertThat(client.get(path + "?after=3").text()).isBlank();
  }

  private static JsonObject parse(String line) {
    try (var reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
