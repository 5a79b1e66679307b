package dev.groundcrew.queue;

import dev.groundcrew.database.TestDatabase;
import java.util.concurrent.TimeUnit;

/**
 * What a PostgreSQL database has done so far.
 *
 * @param commits transactions
 * @param wal bytes of its log, all databases of the server together
 * @param size bytes on disk
 */
record Footprint(double commits, double wal, double size) {
  /** A backend reports what it did at most this late. */
  private static final long REPORTED_AFTER_MILLIS = 2_000;

  static Footprint of(TestDatabase tables) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(REPORTED_AFTER_MILLIS);
    return new Footprint(
        tables.number(
            "select xact_commit as n from pg_stat_database where datname = current_database()"),
        tables.number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as n"),
        tables.number("select pg_database_size(current_database()) as n"));
  }

  /** What each of some runs has cost since. */
  Footprint since(Footprint before, int runs) {
    return new Footprint(
        (commits - before.commits) / runs, (wal - before.wal) / runs, (size - before.size) / runs);
  }
}
