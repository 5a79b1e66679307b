package dev.groundcrew.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Brings the database that the settings name to the schema of this code, or only checks that it has
 * it. For one thread.
 */
public final class SchemaUpgrade {
  private static final Logger LOG = System.getLogger(SchemaUpgrade.class.getName());

  private final ConnectionPool pool;
  private final Database database;
  private boolean copied;

  public SchemaUpgrade(ConnectionPool pool) {
    this.pool = pool;
    this.database = new Database(pool);
  }

  /**
   * Migrates, after an H2 file was copied; may be called again after a failure.
   *
   * @throws DatabaseException if the database cannot be reached, or the file not be copied
   * @throws RuntimeException if the schema is not one that this code can work with, or with {@code
   *     groundcrew.database.migrate=false} lacks something; says what
   */
  public void bringUpToDate() {
    Dialect dialect = database.dialect();
    if (dialect == Dialect.H2) {
      answerFromTables();
    }
    var migrations = new Migrations(pool.patientDataSource(), dialect);
    migrations.requireOurs();
    if (pool.settings().migrate()) {
      copyOnce(migrations, dialect);
      migrations.migrate();
    } else {
      requireComplete(migrations);
    }
  }

  /** Rule 10 of the package, for a pool of the server's, whose URL may not say it. */
  private void answerFromTables() {
    try {
      int ignored = database.transaction(sql -> sql.update("set optimize_reuse_results 0"));
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING,
          "H2 may answer from memory what has changed, and its user may not forbid that: let the"
              + " pool''s URL end with ;OPTIMIZE_REUSE_RESULTS=FALSE: {0}",
          e.getMessage());
    }
  }

  private static void requireComplete(Migrations migrations) {
    List<String> missing = migrations.missing();
    if (!missing.isEmpty()) {
      throw new SchemaException(
          "the schema lacks %s, and groundcrew.database.migrate=false forbids to make it"
              .formatted(String.join(", ", missing)));
    }
  }

  /** Once a start: what a failed migration leaves behind must not push the good copies out. */
  private void copyOnce(Migrations migrations, Dialect dialect) {
    Optional<String> version = migrations.version();
    if (dialect == Dialect.H2
        && version.isPresent()
        && !copied
        && !migrations.missing().isEmpty()) {
      new UpgradeCopies(database).add(version.get());
      copied = true;
    }
  }
}
