package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month of history, with a retention of two days so that much more is written than stays. */
@Tag("database")
class CompactionTest {
  private static final int DAYS = 30;
  private static final int COMMITS_A_DAY = 100;
  private static final int KEPT = 2 * COMMITS_A_DAY * 2;

  @TempDir Path home;

  private final Random random = new Random(1);

  @Test
  void afterAMonthTheFileIsBelowTwiceAFreshlyCompactedCopy() throws Exception {
    long used;
    try (ConnectionPool pool = pool()) {
      new SchemaUpgrade(pool).bringUpToDate();
      var database = new Database(pool);
      long id = 0;
      for (int day = 0; day < DAYS; day++) {
        for (int commit = 0; commit < COMMITS_A_DAY; commit++) {
          id = twoRuns(database, id);
        }
        long last = id;
        database.transaction(sql -> forget(sql, last - KEPT));
        Compaction.run(database);
      }
      used = size();
      assertThat(rows(database)).isEqualTo(KEPT);
    }
    String url = "jdbc:h2:file:" + home.resolve("groundcrew");
    try (Connection connection = DriverManager.getConnection(url, "groundcrew", "");
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("shutdown compact")).isFalse();
    }
    assertThat(used).isLessThan(2 * size());
    try (ConnectionPool pool = pool()) {
      assertThat(rows(new Database(pool))).isEqualTo(KEPT);
    }
  }

  private ConnectionPool pool() {
    var reader =
        new SettingsReader(
            key -> Optional.of(home.toString()).filter(text -> key.equals("groundcrew.home")),
            List.of("groundcrew.home"));
    return new ConnectionPool(DatabaseSettings.read(reader), Thread::new);
  }

  private long size() throws IOException {
    return Files.size(home.resolve("groundcrew.mv.db"));
  }

  private static long rows(Database database) {
    return database
        .transaction(
            sql -> sql.first("select count(*) as n from groundcrew_run", row -> row.number("n")))
        .orElseThrow();
  }

  private long twoRuns(Database database, long last) {
    return database.transaction(
        sql -> {
          for (long id = last + 1; id <= last + 2; id++) {
            sql.update(
                """
                insert into groundcrew_run (id, task, state, trigger_kind, node, scope_node, durable,
                  queued_at, ended_at, attempt, crashes, message, progress_done, progress_total, skips)
                values (?, ?, 'SUCCEEDED', 'SCHEDULE', 'a', 'a', true, now(), now(), 1, 0, ?, 0, 0, 0)
                """,
                id,
                "task-" + id % 10,
                "cpu " + random.nextInt(100) + " %, heap " + random.nextInt(100) + " %");
            sql.update(
                "insert into groundcrew_run_log values (?, 1, 1, ?)",
                id,
                "2026-11-24T03:00:00Z INFO sampled " + random.nextInt());
          }
          return last + 2;
        });
  }

  private static Void forget(Sql sql, long upTo) throws SQLException {
    sql.update("delete from groundcrew_run_log where run <= ?", upTo);
    sql.update("delete from groundcrew_run where id <= ?", upTo);
    return null;
  }

  @Test
  void otherDatabasesAreLeftAlone() {
    for (TestDatabase.Kind kind : TestDatabase.Kind.values()) {
      try (TestDatabase database = kind.migrated()) {
        database.execute("create table note (id int)");
        database.execute("insert into note values (1)");

        Compaction.run(database.database());

        assertThat(database.number("select count(*) as n from note")).isEqualTo(1);
      }
    }
  }
}
