package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a database that is in use. */
@Tag("database")
class OnlineBackupTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  @TempDir Path folder;

  private static HikariDataSource open(Path folder) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl("jdbc:h2:file:" + folder.resolve("groundcrew") + ";WRITE_DELAY=0");
    pool.setUsername("groundcrew");
    pool.setPassword("");
    return pool;
  }

  private static long number(Database database, String query) {
    return database.transaction(sql -> sql.first(query, row -> row.number("n"))).orElseThrow();
  }

  private List<String> copies() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Each transfer leaves the sum as it was, so that half of one would show. */
  @Test
  void aCopyThatIsMadeWhileOthersWriteHoldsEveryEarlierCommitAndNoHalfOne(@TempDir Path restored)
      throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(3);
    var stopped = new AtomicBoolean();
    var committed = new AtomicLong();
    try (HikariDataSource pool = open(folder)) {
      var database = new Database(pool);
      database.transaction(
          sql -> {
            sql.update("create table account (id int primary key, amount bigint)");
            sql.update("create table transfer (id bigint primary key)");
            return sql.update("insert into account select x, 100 from system_range(1, 10)");
          });
      var ends = new ArrayList<Future<Void>>();
      for (int i = 0; i < 3; i++) {
        int from = 3 * i + 1;
        ends.add(
            writers.submit(
                () -> {
                  while (!stopped.get()) {
                    database.transaction(sql -> transfer(sql, from, committed));
                  }
                  return null;
                }));
      }
      await().until(() -> committed.get() > 200);
      long before = number(database, "select count(*) as n from transfer");

      Path copy = new OnlineBackup(database, 7).make(NOW);

      stopped.set(true);
      for (Future<Void> end : ends) {
        end.get();
      }
      assertThat(copy).isEqualTo(folder.resolve("backups/groundcrew-20261124T030000.000Z.zip"));
      restore(copy, restored);
      try (HikariDataSource again = open(restored)) {
        var copied = new Database(again);
        assertThat(number(copied, "select sum(amount) as n from account")).isEqualTo(1_000);
        assertThat(number(copied, "select count(*) as n from transfer"))
            .isGreaterThanOrEqualTo(before);
      }
    } finally {
      writers.shutdownNow();
    }
  }

  private static int transfer(Sql sql, int from, AtomicLong committed)
      throws java.sql.SQLException {
    sql.update("update account set amount = amount - 1 where id = ?", from);
    sql.update("update account set amount = amount + 1 where id = ?", from + 1);
    return sql.update("insert into transfer values (?)", committed.incrementAndGet());
  }

  private static void restore(Path zip, Path folder) throws IOException {
    try (var file = new ZipFile(zip.toFile());
        InputStream in = file.getInputStream(file.getEntry("groundcrew.mv.db"))) {
      assertThat(Files.copy(in, folder.resolve("groundcrew.mv.db"))).isPositive();
    }
  }

  @Test
  void onlyTheNewestStayAndOnlyTheirOwnerMayReadThem() throws Exception {
    try (HikariDataSource pool = open(folder)) {
      var backup = new OnlineBackup(new Database(pool), 2);
      for (int day = 0; day < 4; day++) {
        backup.make(NOW.plusSeconds(day * 86_400L));
      }

      assertThat(copies())
          .containsExactly(
              "groundcrew-20261126T030000.000Z.zip", "groundcrew-20261127T030000.000Z.zip");
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Path backups = folder.resolve("backups");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backups)))
            .isEqualTo("rwx------");
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(backups.resolve(copies().get(0)))))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aDatabaseInMemoryIsRefused() {
    try (TestDatabase memory = TestDatabase.Kind.H2.empty()) {
      assertThatExceptionOfType(BackupRefusedException.class)
          .isThrownBy(() -> new OnlineBackup(memory.database(), 2).make(NOW))
          .withMessage("the database has no file on this machine");
    }
  }

  @Test
  void postgresqlIsRefusedWithTheNameOfItsTool() {
    try (TestDatabase server = TestDatabase.Kind.POSTGRES_NEWEST.empty()) {
      assertThatExceptionOfType(BackupRefusedException.class)
          .isThrownBy(() -> new OnlineBackup(server.database(), 2).make(NOW))
          .withMessageContaining("pg_dump");
    }
  }
}
