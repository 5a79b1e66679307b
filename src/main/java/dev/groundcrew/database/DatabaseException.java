package dev.groundcrew.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/** A statement or a connection failed. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * SQLSTATE classes of connection failures and, in PostgreSQL, of missing room; what PostgreSQL
   * and H2 say while they shut down; H2's file that another process holds or that cannot be
   * written.
   */
  private static final String UNAVAILABLE_STATES =
      "08|53|57P0[123]|90020|90028|90031|90067|90098|90121";

  private final boolean unavailable;

  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
    this.unavailable = isUnavailable(cause);
  }

  private static boolean isUnavailable(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException
        || (state != null && state.matches("(" + UNAVAILABLE_STATES + ").*"));
  }

  /** Whether the database could not be reached, so that trying again later makes sense. */
  public boolean unavailable() {
    return unavailable;
  }

  /** Whether a row with the same unique key was already there (SQLSTATE 23505). */
  public boolean duplicateKey() {
    for (Throwable e = getCause(); e instanceof SQLException sql; e = sql.getNextException()) {
      if ("23505".equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
