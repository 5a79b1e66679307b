package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.database.PostgresServer;
import dev.groundcrew.server.GroundcrewClient.Answer;
import dev.groundcrew.server.booking.Bookings;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * On a data source of the server's, a run exists if and only if its submitter commits. In every
 * build JoinedTransactionTest holds the same without a server.
 */
@Tag("full")
class CallersTransactionIT {
  private static final String URL = PostgresServer.OLDEST.newDatabase();

  @Test
  void aRunExistsIfAndOnlyIfTheTransactionOfItsSubmitterCommits() throws SQLException {
    execute("create table booking (id int primary key)");
    try (TestServer server =
        TestServer.of(
                TestWar.with(
                    "data-source",
                    ServersDataSource.class,
                    Bookings.class,
                    Bookings.Booking.class,
                    Bookings.Confirmation.class,
                    Bookings.Then.class))
            .with("test.database.url", URL)
            .with("groundcrew.database.jndi", "java:app/jdbc/groundcrew")
            .start()) {
      GroundcrewClient client = server.client();
      // Skipped while one of its schedule is under way.
      await("a run of monitor")
          .until(() -> client.runToItsEnd("monitor").getString("state"), "SUCCEEDED"::equals);
      assertThat(server.home()).as("no file of an embedded database").doesNotExist();

      committed(client, 1);
      rolledBack(client, 2);
      committed(client, 3);
      toldAfterTheCommit(client, 4);
      killedBeforeTheCommit(server, 5);
    }
  }

  private static String book(GroundcrewClient client, int id, String then) {
    Answer answer =
        client.post(
            "api/tasks/books/run",
            "{\"parameters\": {\"id\": %d, \"then\": \"%s\"}}".formatted(id, then));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().getString("id");
  }

  private static void committed(GroundcrewClient client, int id) throws SQLException {
    JsonObject booked = client.awaitEnd(book(client, id, "COMMIT"));

    assertThat(booked.getString("state")).as(booked.toString()).isEqualTo("SUCCEEDED");
    JsonObject confirmed = client.awaitEnd(booked.getString("message"));
    assertThat(confirmed.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(confirmed.getString("message")).isEqualTo("confirmed " + id);
    assertThat(bookings(id)).isEqualTo(1);
  }

  /** The run is not there, and does not stand in the way of the next one either. */
  private static void rolledBack(GroundcrewClient client, int id) throws SQLException {
    List<JsonObject> before = client.runs("task=confirms");
    JsonObject booked = client.awaitEnd(book(client, id, "ROLL_BACK"));

    assertThat(booked.getString("error")).isEqualTo("IllegalStateException: no more rooms");
    assertThat(client.runs("task=confirms")).isEqualTo(before);
    assertThat(bookings(id)).isZero();
  }

  private static void toldAfterTheCommit(GroundcrewClient client, int id) {
    assertThat(client.awaitEnd(book(client, id, "TELL_AFTER_COMMIT")).getString("state"))
        .isEqualTo("SUCCEEDED");

    await()
        .untilAsserted(
            () ->
                assertThat(client.runs("task=confirms&state=SUCCEEDED"))
                    .extracting(run -> run.getString("message"))
                    .contains("confirmed " + id));
  }

  private static void killedBeforeTheCommit(TestServer server, int id) throws SQLException {
    GroundcrewClient client = server.client();
    List<JsonObject> before = client.runs("task=confirms");
    String waiting = book(client, id, "WAIT");
    await("the submit")
        .until(() -> client.runOf(waiting).getJsonObject("progress").getInt("done") == 1);
    assertThat(
            number(
                "select count(*) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()"))
        .as("open transactions")
        .isPositive();
    assertThat(client.runs("task=confirms")).as("nobody sees it yet").isEqualTo(before);

    server.kill9();

    await("the end of all sessions")
        .until(
            () ->
                number("select count(*) from pg_stat_activity where datname = current_database()")
                    == 1);
    assertThat(number("select count(*) from groundcrew_run where task = 'confirms'"))
        .isEqualTo(before.size());
    assertThat(bookings(id)).isZero();
  }

  private static long bookings(int id) throws SQLException {
    return number("select count(*) from booking where id = " + id);
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL, "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private static void execute(String command) throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
