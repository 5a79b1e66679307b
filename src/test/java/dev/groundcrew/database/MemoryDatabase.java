package dev.groundcrew.database;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Groundcrew's tables in an H2 database that lives in memory until it is closed. */
public final class MemoryDatabase implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "groundcrew_run",
          "groundcrew_run_log",
          "groundcrew_node",
          "groundcrew_user",
          "groundcrew_fetch",
          "groundcrew_monitor_minute");

  private final JdbcConnectionPool pool;
  private final DataSource dataSource;
  private final Database database;
  private volatile boolean away;

  public MemoryDatabase() {
    this(true);
  }

  private MemoryDatabase(boolean migrated) {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    pool = JdbcConnectionPool.create(url, "sa", "");
    if (migrated) {
      Migrations.migrate(pool, Dialect.H2);
    }
    dataSource = new SometimesAway(pool, () -> away);
    database = new Database(dataSource);
  }

  /** A database without any table. */
  public static MemoryDatabase empty() {
    return new MemoryDatabase(false);
  }

  /** The data source; while it is away it gives no connection. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Runs a statement. */
  public void execute(String statement, Object... arguments) {
    database.transaction(sql -> sql.update(statement, arguments));
  }

  /** The number that a query answers in its column {@code n}. */
  public long number(String query, Object... arguments) {
    return database.transaction(
        sql -> sql.first(query, row -> row.number("n"), arguments).orElseThrow());
  }

  /** The database; while it is {@linkplain #away away} every transaction fails. */
  public Database database() {
    return database;
  }

  /** Cuts the database off, or brings it back. */
  public void away(boolean isAway) {
    away = isAway;
  }

  /** Empties the tables, so that the next test finds none of this one's rows. */
  public void clear() {
    away = false;
    database.transaction(MemoryDatabase::deleteAll);
  }

  private static Void deleteAll(Sql sql) throws SQLException {
    for (String table : TABLES) {
      sql.update("delete from " + table);
    }
    return null;
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
