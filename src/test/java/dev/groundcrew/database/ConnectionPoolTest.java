package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class ConnectionPoolTest {
  private static final Duration SHORT = Duration.ofMillis(250);

  private static ConnectionPool pool(Optional<String> jndi, String url) {
    return pool(jndi, url, "groundcrew");
  }

  private static ConnectionPool pool(Optional<String> jndi, String url, String user) {
    var settings = new DatabaseSettings(jndi, url, Optional.empty(), user, user, 2, true);
    return new ConnectionPool(settings, Thread::new, SHORT, Duration.ofSeconds(1));
  }

  @Test
  void aDatabaseThatComesBackIsFoundAtTheNextTransaction(@TempDir Path folder) throws SQLException {
    String file = "jdbc:h2:file:" + folder.resolve("late");
    try (ConnectionPool pool = pool(Optional.empty(), file + ";IFEXISTS=TRUE")) {
      var database = new Database(pool);
      assertThatExceptionOfType(DatabaseException.class)
          .isThrownBy(database::dialect)
          .matches(DatabaseException::unavailable, "unavailable");

      DriverManager.getConnection(file, "groundcrew", "groundcrew").close();

      assertThat(database.dialect()).isEqualTo(Dialect.H2);
    }
  }

  @Test
  void thePoolIsOpenedOnce() {
    try (ConnectionPool pool = pool(Optional.empty(), "jdbc:h2:mem:once")) {
      assertThat(pool.dataSource()).isSameAs(pool.dataSource());
    }
  }

  @Test
  void aDataSourceThatTheServerDoesNotKnowIsAway() {
    try (ConnectionPool pool = pool(Optional.of("jdbc/nowhere"), "")) {
      assertThatExceptionOfType(DatabaseException.class)
          .isThrownBy(() -> new Database(pool).transaction(Sql::now))
          .withMessage("the server has no data source jdbc/nowhere (groundcrew.database.jndi)")
          .matches(DatabaseException::unavailable, "unavailable");
    }
  }

  @Test
  void aTransactionWhoseNodeIsFrozenIsEndedBeforeItsLeaseIsOver() {
    String url = PostgresServer.OLDEST.newDatabase();
    try (ConnectionPool pool = pool(Optional.empty(), url, "postgres")) {
      String timeout =
          new Database(pool)
              .transaction(
                  sql ->
                      sql.list(
                              "select current_setting('idle_in_transaction_session_timeout') as t",
                              row -> row.text("t"))
                          .get(0));

      assertThat(timeout).isEqualTo("10s");
    }
  }

  @Test
  void aPoolThatWasNeverUsedClosesWithoutOpening() {
    pool(Optional.empty(), "jdbc:nonsense").close();
  }

  @Test
  void aServerThatFallsSilentIsGivenUpAndFoundAgain() throws IOException {
    URI server = URI.create(PostgresServer.NEWEST.newDatabase().substring("jdbc:".length()));
    try (var proxy = new TcpProxy(server.getHost(), server.getPort());
        ConnectionPool pool =
            pool(
                Optional.empty(),
                "jdbc:postgresql://127.0.0.1:" + proxy.port() + server.getPath(),
                "postgres")) {
      var database = new Database(pool);
      assertThat(database.dialect()).isEqualTo(Dialect.POSTGRESQL);

      proxy.hold();

      assertThatExceptionOfType(DatabaseException.class)
          .isThrownBy(() -> database.transaction(Sql::now))
          .matches(DatabaseException::unavailable, "unavailable");

      proxy.pass();

      await("the database").until(() -> answers(database));
    }
  }

  /** The pool's patience is short here, so that a busy machine may need more than one call. */
  private static boolean answers(Database database) {
    try {
      return database.<Instant>transaction(Sql::now).isAfter(Instant.EPOCH);
    } catch (DatabaseException e) {
      assertThat(e).matches(DatabaseException::unavailable, "unavailable");
      return false;
    }
  }

  @Test
  void onlyAPoolOfOursOnPostgresqlIsToldHowLongToWait() {
    var url = "jdbc:postgresql://db/app";
    Duration silence = Duration.ofSeconds(15);
    assertThat(
            new DatabaseSettings(Optional.empty(), url, Optional.empty(), "u", "", 2, true)
                .network(Duration.ofSeconds(5), silence))
        .containsEntry("connectTimeout", "5")
        .containsEntry("socketTimeout", "15");
    assertThat(
            new DatabaseSettings(Optional.of("jdbc/x"), url, Optional.empty(), "u", "", 2, true)
                .network(Duration.ofSeconds(5), silence))
        .isEmpty();
    assertThat(
            new DatabaseSettings(
                    Optional.empty(), "jdbc:h2:mem:x", Optional.empty(), "u", "", 2, true)
                .network(Duration.ofSeconds(5), silence))
        .isEmpty();
  }
}
