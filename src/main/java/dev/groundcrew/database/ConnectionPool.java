package dev.groundcrew.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The data source that the settings name: one of the server's, or a pool of ours. Opened at the
 * first use; a database that is away then is asked again at the next. Safe for use by several
 * threads.
 */
public final class ConnectionPool implements AutoCloseable {
  private static final Duration CONNECT_WAIT = Duration.ofSeconds(5);

  private final DatabaseSettings settings;
  private final ThreadFactory threads;
  private final Duration wait;

  // Guarded by this.
  private DataSource dataSource;
  private HikariDataSource owned;

  /**
   * A pool that is not opened yet.
   *
   * @param threads makes the threads of a pool of ours
   */
  public ConnectionPool(DatabaseSettings settings, ThreadFactory threads) {
    this(settings, threads, CONNECT_WAIT);
  }

  /**
   * @param wait how long to wait for a connection; 250 ms at least
   */
  ConnectionPool(DatabaseSettings settings, ThreadFactory threads, Duration wait) {
    this.settings = settings;
    this.threads = threads;
    this.wait = wait;
  }

  /**
   * The data source.
   *
   * @throws DatabaseException if the server knows no data source of the configured name
   */
  public synchronized DataSource dataSource() {
    if (dataSource == null) {
      dataSource = settings.jndi().isPresent() ? ofServer(settings.jndi().get()) : own();
    }
    return dataSource;
  }

  DatabaseSettings settings() {
    return settings;
  }

  private static DataSource ofServer(String name) {
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException e) {
      throw new DatabaseException(
          new SQLNonTransientConnectionException(
              "the server has no data source " + name + " (groundcrew.database.jndi)", e));
    }
  }

  private DataSource own() {
    settings.home().ifPresent(PrivateFolder::make);
    var config = new HikariConfig();
    config.setPoolName("groundcrew");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(wait.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(threads);
    owned = new HikariDataSource(config);
    return owned;
  }

  /** Closes a pool of ours; one of the server's is left alone. */
  @Override
  public synchronized void close() {
    if (owned != null) {
      owned.close();
    }
  }
}
