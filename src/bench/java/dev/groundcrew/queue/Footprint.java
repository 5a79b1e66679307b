package dev.groundcrew.queue;

import dev.groundcrew.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * What a PostgreSQL database has done so far.
 *
 * @param commits transactions
 * @param wal bytes of its log, all databases of the server together
 * @param size bytes on disk of its tables and their indexes
 * @param kept the same once what is dead has been removed
 */
record Footprint(double commits, double wal, double size, double kept) {
  /** A backend reports what it did at most this late. */
  private static final long REPORTED_AFTER_MILLIS = 2_000;

  /** Before anything that leaves something dead behind. */
  static Footprint before(TestDatabase tables) throws InterruptedException {
    return now(tables);
  }

  /** Afterwards; vacuums the tables, which costs them nothing that counts. */
  static Footprint after(TestDatabase tables) throws InterruptedException, SQLException {
    Footprint now = now(tables);
    vacuum(tables);
    return new Footprint(now.commits, now.wal, now.size, size(tables));
  }

  private static Footprint now(TestDatabase tables) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(REPORTED_AFTER_MILLIS);
    double commits =
        tables.number(
            "select xact_commit as n from pg_stat_database where datname = current_database()");
    double wal = tables.number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as n");
    double size = size(tables);
    return new Footprint(commits, wal, size, size);
  }

  private static double size(TestDatabase tables) {
    return tables.number(
        """
        select cast(sum(pg_total_relation_size(oid)) as bigint) as n from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace
        """);
  }

  private static void vacuum(TestDatabase tables) throws SQLException {
    try (Connection connection = tables.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      boolean unused = statement.execute("vacuum full");
    }
  }

  /** What each of some runs has cost since. */
  Footprint since(Footprint before, int runs) {
    return new Footprint(
        (commits - before.commits) / runs,
        (wal - before.wal) / runs,
        (size - before.size) / runs,
        (kept - before.kept) / runs);
  }
}
