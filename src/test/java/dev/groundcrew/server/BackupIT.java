package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The embedded database, copied while tasks run, and brought back elsewhere. */
@Tag("any-server")
class BackupIT {
  /** OnlineBackupTest brings one back in every build, without a server. */
  @Test
  @Tag("full")
  void aRestoredCopyHasEveryRunFromBeforeIt() throws IOException {
    GroundcrewClient client = SharedServer.client();
    String run = client.runToItsEnd("takes-a-moment").getString("id");
    Path zip = Path.of(copy(client).getString("file"));

    try (TestServer restored = TestServer.of(TestWar.withTestTasks())) {
      unzip(zip, Files.createDirectories(restored.home()));
      restored.start();

      assertThat(restored.client().runOf(run).getString("state")).isEqualTo("SUCCEEDED");
      assertThat(restored.client().runToItsEnd("takes-a-moment").getString("state"))
          .isEqualTo("SUCCEEDED");
    }
  }

  @Test
  void aCopyIsAsItIsDescribed() throws IOException {
    GroundcrewClient client = SharedServer.client();
    JsonObject copy = copy(client);

    assertThat(ApiDescription.of(client).faults("Backup", copy)).isEmpty();
    assertThat(Files.size(Path.of(copy.getString("file"))))
        .isEqualTo(copy.getJsonNumber("bytes").longValue());
  }

  private static JsonObject copy(GroundcrewClient client) {
    GroundcrewClient.Answer answer = client.post("api/backup");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static void unzip(Path zip, Path folder) throws IOException {
    try (var file = new ZipFile(zip.toFile());
        InputStream in = file.getInputStream(file.getEntry("groundcrew.mv.db"))) {
      assertThat(Files.copy(in, folder.resolve("groundcrew.mv.db"))).isPositive();
    }
  }

  /** It reaches into H2, which the server may bring itself. */
  @Test
  void retentionGivesRoomBackInsideTheServer() {
    JsonObject run = SharedServer.client().runToItsEnd("purge-history");
    assertThat(run.getString("state")).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(run.getString("message")).startsWith("deleted ");
  }

  @Test
  void aParameterThatNobodyKnowsIsRefused() {
    assertThat(SharedServer.client().post("api/backup?to=/etc/passwd").status()).isEqualTo(400);
  }
}
