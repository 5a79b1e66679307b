package dev.groundcrew.database;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 10 of the package: a reader who meets a commit sees it the next time. */
@Tag("database")
class MetCommitTest {
  /** With H2's default one in three is not seen. */
  private static final int COMMITS = 100;

  private final AtomicLong seen = new AtomicLong();
  private final AtomicBoolean enough = new AtomicBoolean();

  @Test
  void whoAsksAgainAndAgainSeesEachCommit(@TempDir Path home) {
    Map<String, String> texts = Map.of("groundcrew.home", home.toString());
    var reader = new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    try (var pool = new ConnectionPool(DatabaseSettings.read(reader), Thread::new)) {
      assertThatEachCommitIsSeen(new Database(pool));
    }
  }

  @Test
  void soDoesWhoUsesAPoolOfAnotherUrl() {
    var settings =
        new DatabaseSettings(
            Optional.empty(),
            "jdbc:h2:mem:" + UUID.randomUUID(),
            Optional.empty(),
            "u",
            "",
            4,
            true);
    try (var pool = new ConnectionPool(settings, Thread::new)) {
      new SchemaUpgrade(pool).bringUpToDate();
      assertThatEachCommitIsSeen(new Database(pool));
    }
  }

  private void assertThatEachCommitIsSeen(Database database) {
    int unused = database.transaction(sql -> sql.update("create table counted (id int, n bigint)"));
    int ignored = database.transaction(sql -> sql.update("insert into counted values (1, 0)"));
    CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> askOnAndOn(database));
    try {
      for (long n = 1; n <= COMMITS; n++) {
        long next = n;
        int unusedToo =
            database.transaction(sql -> sql.update("update counted set n = ? where id = 1", next));
        await()
            .pollInterval(1, MILLISECONDS)
            .atMost(10, SECONDS)
            .until(() -> seen.get() == next || asking.isDone());
      }
    } finally {
      enough.set(true);
      asking.join();
    }
  }

  private void askOnAndOn(Database database) {
    while (!enough.get()) {
      seen.set(
          database
              .transaction(
                  sql -> sql.first("select n from counted where id = ?", row -> row.number("n"), 1))
              .orElseThrow());
    }
  }
}
