package dev.groundcrew.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Transactions on one data source. Safe for use by several threads. */
public final class Database {
  private static final Logger LOG = System.getLogger(Database.class.getName());

  private final Supplier<DataSource> dataSource;
  private final Supplier<Optional<CallersTransaction>> callers;
  private final LongAdder transactions = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private volatile Dialect dialect;

  /**
   * What transactions have cost since the start.
   *
   * @param transactions how many ended, well or not
   * @param failures how many of them failed
   * @param time how long all of them took, waiting for a connection included
   */
  public record Figures(long transactions, long failures, Duration time) {}

  /** Transactions on a data source that is there. */
  public Database(DataSource dataSource) {
    Objects.requireNonNull(dataSource, "dataSource");
    this.dataSource = () -> dataSource;
    this.callers = Optional::empty;
  }

  /** Transactions on a data source of the server's. */
  Database(DataSource dataSource, CallersTransaction callers) {
    this.dataSource = () -> dataSource;
    this.callers = () -> Optional.of(callers);
  }

  /** Transactions on a data source that is opened at the first one. */
  public Database(ConnectionPool pool) {
    this(pool::dataSource, pool::callersTransaction);
  }

  private Database(
      Supplier<DataSource> dataSource, Supplier<Optional<CallersTransaction>> callers) {
    this.dataSource = dataSource;
    this.callers = callers;
  }

  /** Transactions of one user who waits for nobody else's, on a connection besides the pool's. */
  public static Database reserved(ConnectionPool pool) {
    return new Database(pool::reserved, Optional::empty);
  }

  /**
   * Runs work in one transaction of its own: commits if it returns, rolls back if it throws.
   *
   * @throws DatabaseException if a statement or the commit failed
   */
  public <T> T transaction(SqlWork<T> work) {
    return measured(() -> inOneConnection(work));
  }

  private <T> T measured(Supplier<T> work) {
    long begin = System.nanoTime();
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      nanos.add(System.nanoTime() - begin);
      transactions.increment();
      if (!done) {
        failures.increment();
      }
    }
  }

  /** Hears how the transaction of a piece of work ends: exactly one of the two is called, once. */
  public interface Ending<T> {
    /**
     * It is committed. Must not throw.
     *
     * @param result what the work gave
     */
    void committed(T result);

    /** It is rolled back, or nobody can say. Must not throw. */
    void rolledBack();
  }

  /**
   * Whether {@link #join} would take part in a JTA transaction of the calling thread's: there is
   * one, and the data source is the server's.
   */
  public boolean joins() {
    return callers().isPresent();
  }

  private Optional<CallersTransaction> callers() {
    return callers.get().filter(CallersTransaction::isOpen);
  }

  /**
   * Runs work within the JTA transaction of the calling thread, if {@link #joins} says so; that
   * must then roll back if the work throws. Else in a transaction of its own.
   *
   * @param ending called before this returns, or, within a JTA transaction, once that has ended, on
   *     whatever thread ends it
   * @throws DatabaseException if a statement or the commit failed
   */
  public <T> T join(SqlWork<T> work, Ending<T> ending) {
    var once = new EndingOnce<T>(ending);
    try {
      Optional<CallersTransaction> transaction = callers();
      Optional<Joined<T>> joined =
          transaction.flatMap(it -> measured(() -> within(it, work, once)));
      if (joined.isPresent()) {
        return joined.get().result();
      }
      T result = transaction(work);
      once.committed(result);
      return result;
    } catch (RuntimeException | Error e) {
      once.rolledBack();
      throw e;
    }
  }

  /** What work within a JTA transaction gave; a record, since it may have given null. */
  private record Joined<T>(T result) {}

  private <T> Optional<Joined<T>> within(
      CallersTransaction transaction, SqlWork<T> work, EndingOnce<T> ending) {
    try (Connection connection = dataSource.get().getConnection()) {
      if (!transaction.takesIn(connection)) {
        return Optional.empty();
      }
      T result = work.in(new Sql(connection, dialect(connection)));
      transaction.whenEnded(
          committed -> {
            if (committed) {
              ending.committed(result);
            } else {
              ending.rolledBack();
            }
          });
      return Optional.of(new Joined<>(result));
    } catch (SQLException e) {
      transaction.mustRollBack(e);
      throw new DatabaseException(e);
    } catch (RuntimeException | Error e) {
      transaction.mustRollBack(e);
      throw e;
    }
  }

  /** What transactions have cost since the start. */
  public Figures figures() {
    return new Figures(transactions.sum(), failures.sum(), Duration.ofNanos(nanos.sum()));
  }

  private <T> T inOneConnection(SqlWork<T> work) {
    try (Connection connection = dataSource.get().getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(new Sql(connection, dialect(connection)));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(connection, e);
        throw e;
      } finally {
        restoreAutoCommit(connection);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The figures of a pool of ours; empty if the pool is the server's, or cannot be reached. */
  public Optional<HikariPoolMXBean> pool() {
    try {
      DataSource opened = dataSource.get();
      return opened.isWrapperFor(HikariDataSource.class)
          ? Optional.ofNullable(opened.unwrap(HikariDataSource.class).getHikariPoolMXBean())
          : Optional.empty();
    } catch (SQLException | DatabaseException e) {
      return Optional.empty();
    }
  }

  /**
   * The database at the other end; connects to find out.
   *
   * @throws DatabaseException if it cannot be reached, or is none that we speak to
   */
  public Dialect dialect() {
    return transaction(Sql::dialect);
  }

  /**
   * What the database at the other end calls itself, with its version.
   *
   * @throws DatabaseException if it cannot be reached
   */
  public String product() {
    return transaction(
        sql -> {
          DatabaseMetaData about = sql.connection().getMetaData();
          return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        });
  }

  private Dialect dialect(Connection connection) throws SQLException {
    if (dialect == null) {
      dialect = Dialect.of(connection);
    }
    return dialect;
  }

  private static void rollBack(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * Server pools hand a connection on as we leave it. A broken one is dropped by its pool, and must
   * not make a failure of what has been committed, nor hide why the work failed.
   */
  private static void restoreAutoCommit(Connection connection) {
    try {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "a connection broke after its transaction", e);
    }
  }
}
