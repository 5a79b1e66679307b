package dev.groundcrew.database;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to the version of this code. Two nodes may do so at once. */
public final class Migrations {
  private static final String FOLDER = "dev/groundcrew/database/migrations";

  private Migrations() {}

  /**
   * Creates or upgrades all tables.
   *
   * @throws RuntimeException if the database cannot be reached or its schema is not ours
   */
  public static void migrate(DataSource dataSource, Dialect dialect) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .table("groundcrew_schema_history")
        .locations("classpath:" + FOLDER)
        .placeholders(
            Map.of(
                "blob",
                dialect.blob(),
                "h2",
                dialect.lineOf(Dialect.H2),
                "postgresql",
                dialect.lineOf(Dialect.POSTGRESQL)))
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
