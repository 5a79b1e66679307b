package dev.groundcrew.builtin.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.Database;
import dev.groundcrew.task.FakeTaskContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 1 of the package at full size: five million rows, in a file, with flat memory. */
@Tag("full")
class LargePurgeTest {
  private static final long ROWS = 5_000_000;
  private static final long FLAT = 64L << 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id bigint primary key, made timestamp with time zone, note varchar(60)",
        "id bigint, made timestamp with time zone, note varchar(60)"
      })
  void fiveMillionRowsNeedNoMoreMemoryThanAFew(String columns) {
    Database database = fileDatabase();
    fill(database, columns);
    var most = new AtomicLong();
    long before = usedHeap();
    long began = System.nanoTime();

    var context = FakeTaskContext.proceeding();
    var rows = new OldTableRows(database, "event", "made", Instant.parse("2026-06-01T00:00:00Z"));
    new Purge(() -> watched(rows, most), 10_000, false).run(context);

    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf(
        Locale.ROOT,
        "purged in %s; heap before %,d kB, most during %,d kB, after %,d kB%n",
        took,
        before >> 10,
        most.get() >> 10,
        usedHeap() >> 10);
    assertThat(context.message()).isEqualTo("deleted 5,000,000 rows, 0 left");
    assertThat(most.get()).isLessThan(before + FLAT);
  }

  /** Looks at the heap after every fiftieth batch. */
  private static OldRows watched(OldRows rows, AtomicLong most) {
    return new OldRows() {
      private int batches;

      @Override
      public Overview overview() {
        return rows.overview();
      }

      @Override
      public Batch delete(int rowsAtMost) {
        Batch done = rows.delete(rowsAtMost);
        if (++batches % 50 == 0) {
          most.accumulateAndGet(usedHeap(), Math::max);
        }
        return done;
      }
    };
  }

  private Database fileDatabase() {
    var source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:file:"
            + folder.resolve("large")
            + ";WRITE_DELAY=0;CACHE_SIZE=16384;DB_CLOSE_DELAY=-1");
    return new Database(source);
  }

  private static void fill(Database database, String columns) {
    database.transaction(sql -> sql.update("create table event (" + columns + ")"));
    for (long from = 1; from <= ROWS; from += 100_000) {
      Object[] range = {from, from + 99_999};
      database.transaction(
          sql ->
              sql.update(
                  "insert into event select x, timestamp with time zone '2026-05-01 00:00:00Z', 'a row of some length, as rows are' from system_range(?, ?)",
                  range));
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
