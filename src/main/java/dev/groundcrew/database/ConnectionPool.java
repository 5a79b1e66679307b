package dev.groundcrew.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
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

  /** A server that says nothing for so long is cut off; no statement of ours takes longer. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  /** Migrations may have to build an index over all of the history. */
  private static final Duration MIGRATION_SILENCE = Duration.ofHours(1);

  private final DatabaseSettings settings;
  private final ThreadFactory threads;
  private final Duration wait;
  private final Duration silence;

  // Guarded by this.
  private DataSource dataSource;
  private HikariDataSource owned;
  private HikariDataSource reserved;
  private CallersTransaction callers;

  /**
   * A pool that is not opened yet.
   *
   * @param threads makes the threads of a pool of ours
   */
  public ConnectionPool(DatabaseSettings settings, ThreadFactory threads) {
    this(settings, threads, CONNECT_WAIT, SILENCE);
  }

  /**
   * @param wait how long to wait for a connection; 250 ms at least
   * @param silence how long a PostgreSQL server may take to answer a statement; whole seconds
   */
  ConnectionPool(
      DatabaseSettings settings, ThreadFactory threads, Duration wait, Duration silence) {
    this.settings = settings;
    this.threads = threads;
    this.wait = wait;
    this.silence = silence;
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

  /**
   * One connection besides the pool's, for one user who must not wait for the others. It is kept as
   * long as it works; a pool of the server's has one less to give. It waits for an answer no longer
   * than for a connection.
   *
   * @throws DatabaseException if the server knows no data source of the configured name
   */
  synchronized DataSource reserved() {
    if (reserved == null) {
      HikariConfig config = config("groundcrew-reserved", wait);
      if (settings.jndi().isPresent()) {
        config.setDataSource(dataSource());
      }
      config.setMaximumPoolSize(1);
      config.setMaxLifetime(0);
      reserved = new HikariDataSource(config);
    }
    return reserved;
  }

  /** The transactions of callers that the data source takes part in; empty for a pool of ours. */
  synchronized Optional<CallersTransaction> callersTransaction() {
    if (callers == null && settings.jndi().isPresent()) {
      callers = CallersTransaction.ofServer().orElse(null);
    }
    return Optional.ofNullable(callers);
  }

  DatabaseSettings settings() {
    return settings;
  }

  /**
   * A data source without a pool, for statements that may take long.
   *
   * @throws DatabaseException if the server knows no data source of the configured name
   */
  DataSource patientDataSource() {
    Properties network = settings.network(wait, MIGRATION_SILENCE);
    return network.isEmpty()
        ? dataSource()
        : new DriverDataSource(
            settings.url(), settings.driver(), network, settings.user(), settings.password());
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
    HikariConfig config = config("groundcrew", silence);
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    owned = new HikariDataSource(config);
    return owned;
  }

  private HikariConfig config(String name, Duration patience) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setConnectionTimeout(wait.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(threads);
    settings.firstStatement().ifPresent(config::setConnectionInitSql);
    if (settings.jndi().isEmpty()) {
      config.setJdbcUrl(settings.url());
      config.setDriverClassName(settings.driver());
      config.setUsername(settings.user());
      config.setPassword(settings.password());
      config.setDataSourceProperties(settings.network(wait, patience));
    }
    return config;
  }

  /** Closes what is ours; a pool of the server's is left alone. */
  @Override
  public synchronized void close() {
    if (reserved != null) {
      reserved.close();
    }
    if (owned != null) {
      owned.close();
    }
  }
}
