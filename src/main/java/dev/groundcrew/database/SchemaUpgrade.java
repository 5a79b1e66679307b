package dev.groundcrew.database;

import java.util.List;
import java.util.Optional;

/**
 * Brings the database that the settings name to the schema of this code, or only checks that it has
 * it. For one thread.
 */
public final class SchemaUpgrade {
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
    var migrations = new Migrations(pool.patientDataSource(), dialect);
    migrations.requireOurs();
    if (pool.settings().migrate()) {
      copyOnce(migrations, dialect);
      migrations.migrate();
    } else {
      requireComplete(migrations);
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
