package dev.groundcrew.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Groundcrew's tables in a database that is gone, or forgotten, once it is closed. */
public final class TestDatabase implements AutoCloseable {
  /** Every database that contract tests run on. */
  public enum Kind {
    H2,
    POSTGRES_OLDEST,
    POSTGRES_NEWEST;

    private String newUrl() {
      return switch (this) {
        case H2 ->
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE";
        case POSTGRES_OLDEST -> PostgresServer.OLDEST.newDatabase();
        case POSTGRES_NEWEST -> PostgresServer.NEWEST.newDatabase();
      };
    }

    /** A new database with all tables. */
    public TestDatabase migrated() {
      return new TestDatabase(this, true);
    }

    /** A new database without any table. */
    public TestDatabase empty() {
      return new TestDatabase(this, false);
    }
  }

  private final HikariDataSource pool;
  private final DataSource dataSource;
  private final Database database;
  private volatile boolean away;

  private TestDatabase(Kind kind, boolean migrated) {
    var config = new HikariConfig();
    config.setJdbcUrl(kind.newUrl());
    // What a fresh PostgreSQL has; H2 makes whoever comes first its owner.
    config.setUsername("postgres");
    config.setPassword("postgres");
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(20);
    pool = new HikariDataSource(config);
    dataSource = new SometimesAway(pool, () -> away);
    database = new Database(dataSource);
    if (migrated) {
      new Migrations(pool, database.dialect()).migrate();
    }
  }

  /** Where it is; the user and the password are {@code postgres}. */
  public String url() {
    return pool.getJdbcUrl();
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
    database.transaction(TestDatabase::deleteAll);
  }

  private static Void deleteAll(Sql sql) throws SQLException {
    List<String> tables =
        sql.list(
            """
            select lower(table_name) as t from information_schema.tables
            where lower(table_name) like 'groundcrew\\_%'
              and lower(table_name) <> 'groundcrew_schema_history'
            """,
            row -> row.text("t"));
    for (String table : tables) {
      sql.update("delete from " + table);
    }
    return null;
  }

  @Override
  public void close() {
    pool.close();
  }
}
