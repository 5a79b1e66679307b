package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionPoolTest {
  private static final Duration SHORT = Duration.ofMillis(250);

  private static ConnectionPool pool(Optional<String> jndi, String url) {
    var settings = new DatabaseSettings(jndi, url, Optional.empty(), "groundcrew", "", 2, true);
    return new ConnectionPool(settings, Thread::new, SHORT);
  }

  @Test
  void aDatabaseThatComesBackIsFoundAtTheNextTransaction(@TempDir Path folder) throws SQLException {
    String file = "jdbc:h2:file:" + folder.resolve("late");
    try (ConnectionPool pool = pool(Optional.empty(), file + ";IFEXISTS=TRUE")) {
      var database = new Database(pool);
      assertThatExceptionOfType(DatabaseException.class)
          .isThrownBy(database::dialect)
          .matches(DatabaseException::unavailable, "unavailable");

      DriverManager.getConnection(file, "groundcrew", "").close();

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
  void aPoolThatWasNeverUsedClosesWithoutOpening() {
    pool(Optional.empty(), "jdbc:nonsense").close();
  }
}
