package dev.groundcrew.engine;

import dev.groundcrew.access.FirstAdministrator;
import dev.groundcrew.cluster.NodeTable;
import dev.groundcrew.database.ConnectionPool;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.SchemaUpgrade;
import dev.groundcrew.database.Sql;
import dev.groundcrew.run.History;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Completes the start once the database is there, and then knows whether it still is. One thread
 * calls {@link #keep}; the state may be read by any.
 */
final class DatabaseKeeper {
  private static final Logger LOG = System.getLogger(DatabaseKeeper.class.getName());
  private static final long PAUSE_MILLIS = 1_000;
  private static final long LOG_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String node;
  private final SchemaUpgrade schema;
  private final Database database;
  private final Dispatcher dispatcher;
  private final History history;
  private final FirstAdministrator firstAdministrator;

  private volatile boolean started;
  private volatile Optional<String> trouble = Optional.of("not asked yet");
  private long lastLine;

  DatabaseKeeper(
      String node,
      ConnectionPool pool,
      Database database,
      Dispatcher dispatcher,
      History history,
      FirstAdministrator firstAdministrator) {
    this.node = node;
    this.schema = new SchemaUpgrade(pool);
    this.database = database;
    this.dispatcher = dispatcher;
    this.history = history;
    this.firstAdministrator = firstAdministrator;
  }

  /** Whether the start is complete. */
  boolean started() {
    return started;
  }

  /** Why the database cannot be used; empty if it can. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Asks once a second, until the thread is interrupted. */
  void keep() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ask();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Completes the start, or asks whether the database is still there. */
  void ask() {
    try {
      if (started) {
        database.transaction(Sql::now);
      } else {
        start();
        started = true;
      }
      if (trouble.isPresent()) {
        LOG.log(Level.INFO, "the database is there");
      }
      trouble = Optional.empty();
    } catch (RuntimeException e) {
      boolean isNew = trouble.isEmpty();
      trouble = Optional.of(inWords(e));
      if (isNew || lastLine == 0 || System.nanoTime() - lastLine > LOG_PAUSE_NANOS) {
        lastLine = System.nanoTime();
        LOG.log(Level.WARNING, "the database is away, asked every second: {0}", inWords(e));
      }
    }
  }

  private static String inWords(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == e ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + root.getMessage();
  }

  private void start() {
    schema.bringUpToDate();
    firstAdministrator
        .ensure()
        .ifPresent(
            password ->
                LOG.log(
                    Level.INFO,
                    "sign in as admin with the password {0} (shown this once)",
                    password));
    Recovery recovery = new Recovery(node);
    Recovery.Report report = database.transaction(recovery::recover);
    report.tell();
    dispatcher.databaseIsReady(report.storedByTask());
    history.databaseIsReady();
    dispatcher.claimSoon();
  }

  /** Notes the orderly stop, if the database is there to note it. */
  void stop(Optional<String> left) {
    if (!started) {
      return;
    }
    try {
      database.transaction(sql -> noteStop(sql, left));
    } catch (DatabaseException e) {
      LOG.log(Level.WARNING, "the orderly stop could not be noted: {0}", e.getMessage());
    }
  }

  private Void noteStop(Sql sql, Optional<String> left) throws SQLException {
    NodeTable.stop(sql, node, left);
    return null;
  }
}
