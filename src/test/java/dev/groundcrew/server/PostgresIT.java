package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.database.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The WAR on PostgreSQL, chosen by configuration alone. Its short form is ClusterIT. */
@Tag("full")
class PostgresIT {
  @Test
  void tasksRunAndTheirHistoryOutlivesTheServer() throws SQLException {
    String url = PostgresServer.NEWEST.newDatabase();
    try (TestServer server =
        TestServer.of(TestWar.withTestTasks())
            .with("groundcrew.start.spread", "PT0S")
            .with("groundcrew.database.url", url)
            .with("groundcrew.database.user", "postgres")
            .with("groundcrew.database.password", "postgres")
            .start()) {
      String manual = server.client().run("takes-a-moment");
      assertThat(server.client().awaitEnd(manual).getString("state")).isEqualTo("SUCCEEDED");
      await("runs of a schedule")
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> server.client().runs("task=beats-pooled&state=SUCCEEDED"),
              runs -> runs.size() > 2);
      assertThat(server.home()).as("no file of an embedded database").doesNotExist();
      GroundcrewClient.Answer backup = server.client().post("api/backup");
      assertThat(backup.status()).isEqualTo(409);
      assertThat(backup.json().getString("detail")).contains("pg_dump");

      server.sigterm();
      server.awaitExit(Duration.ofSeconds(60));
      long stored = stored(url);
      server.start();

      assertThat(server.client().runOf(manual).getString("state")).isEqualTo("SUCCEEDED");
      assertThat(stored(url)).isGreaterThanOrEqualTo(stored);
    }
  }

  private static long stored(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from groundcrew_run where state = 'SUCCEEDED'")) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
