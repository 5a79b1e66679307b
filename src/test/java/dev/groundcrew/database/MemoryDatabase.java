package dev.groundcrew.database;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** Groundcrew's tables in an H2 database that lives in memory until it is closed. */
public final class MemoryDatabase implements AutoCloseable {
  private static final List<String> TABLES =
      List.of("groundcrew_run", "groundcrew_run_log", "groundcrew_node", "groundcrew_user");

  private final JdbcConnectionPool pool;
  private final Database database;
  private volatile boolean away;

  public MemoryDatabase() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    pool = JdbcConnectionPool.create(url, "sa", "");
    Migrations.migrate(pool, Dialect.H2);
    database = new Database(new SometimesAway(pool, () -> away));
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
