package dev.groundcrew.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The data source that the settings name: a pool of the server's, or one of ours. */
public final class ConnectionPool implements AutoCloseable {
  private static final long CONNECT_MILLIS = 5_000;

  private final DataSource dataSource;
  private final Runnable closing;

  private ConnectionPool(DataSource dataSource, Runnable closing) {
    this.dataSource = dataSource;
    this.closing = closing;
  }

  /**
   * Opens the pool. Does not connect: a database that is away does not fail the start.
   *
   * @param threads makes the threads of a pool of ours
   * @throws NamingException if the server knows no data source of the configured name
   */
  public static ConnectionPool open(DatabaseSettings settings, ThreadFactory threads)
      throws NamingException {
    if (settings.jndi().isPresent()) {
      DataSource found = InitialContext.doLookup(settings.jndi().get());
      return new ConnectionPool(found, () -> {});
    }
    var config = new HikariConfig();
    config.setPoolName("groundcrew");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(threads);
    var pool = new HikariDataSource(config);
    return new ConnectionPool(pool, pool::close);
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /** Closes a pool of ours; one of the server's is left alone. */
  @Override
  public void close() {
    closing.run();
  }
}
