package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rule 9 of the package: a cancelled run is interrupted, wherever its thread is just then. */
@Tag("database")
@Timeout(60)
class InterruptedThreadTest {
  private static final int WRITES = 300;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private final AtomicInteger committed = new AtomicInteger();

  @Test
  void theEmbeddedDatabaseOutlivesTheInterruptionOfAThreadThatWrites(@TempDir Path home)
      throws InterruptedException {
    Map<String, String> texts = Map.of("groundcrew.home", home.toString());
    var reader = new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    try (var pool = new ConnectionPool(DatabaseSettings.read(reader), Thread::new)) {
      var database = new Database(pool);
      int unused =
          database.transaction(
              sql -> sql.update("create table said (id identity, words varchar(1000))"));
      var interrupted = new Thread(() -> writeThoughInterrupted(database));
      interrupted.start();
      while (interrupted.isAlive()) {
        write(database);
        interrupted.interrupt();
        LockSupport.parkNanos(PAUSE);
      }
      interrupted.join();

      long rows =
          database
              .transaction(
                  sql -> sql.first("select count(*) as n from said", row -> row.number("n")))
              .orElseThrow();
      assertThat(rows).isGreaterThanOrEqualTo(committed.get());
    }
  }

  private void write(Database database) {
    int unused =
        database.transaction(
            sql -> sql.update("insert into said (words) values (?)", "x".repeat(1_000)));
    committed.incrementAndGet();
  }

  private void writeThoughInterrupted(Database database) {
    for (int i = 0; i < WRITES; i++) {
      try {
        write(database);
      } catch (DatabaseException e) {
        // It may be told that it was interrupted; nobody else may.
        boolean ignored = Thread.interrupted();
      }
    }
  }
}
