package dev.groundcrew.database;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The schema of one database, held against the migrations that this code carries. */
final class Migrations {
  private static final String FOLDER = "dev/groundcrew/database/migrations";

  /** Ours among the advisory locks of a PostgreSQL database: the letters of "crew". */
  private static final long LOCK = 0x63726577;

  private final DataSource dataSource;
  private final Dialect dialect;
  private final Flyway flyway;

  Migrations(DataSource dataSource, Dialect dialect) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(dataSource)
            .table("groundcrew_schema_history")
            .locations("classpath:" + FOLDER)
            .placeholders(placeholders(dialect))
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
  }

  /** What migrations may write where the databases differ. */
  private static Map<String, String> placeholders(Dialect dialect) {
    return Map.of(
        "blob",
        dialect.blob(),
        "h2",
        dialect.lineOf(Dialect.H2),
        "postgresql",
        dialect.lineOf(Dialect.POSTGRESQL));
  }

  /** The version that the database has; empty if it has none of our tables. */
  Optional<String> version() {
    return newest(Arrays.stream(flyway.info().applied())).map(MigrationVersion::getVersion);
  }

  /** What the database lacks, in order, as {@code 4 nodes}. */
  List<String> missing() {
    return words(Arrays.stream(flyway.info().pending()));
  }

  /**
   * Creates or upgrades all tables. Two nodes may do so at once: one waits for the other. Flyway's
   * own lock comes too late for an empty database: the history may exist and be empty for a moment.
   *
   * @throws RuntimeException if the database cannot be reached or its schema is not ours
   */
  void migrate() {
    if (dialect == Dialect.H2) {
      flyway.migrate();
      return;
    }
    new Database(dataSource)
        .transaction(
            sql -> {
              sql.first(
                  "select pg_advisory_xact_lock(?) as locked",
                  row -> row.optionalText("locked"),
                  LOCK);
              return flyway.migrate();
            });
  }

  /**
   * Refuses a schema that a migration has left half made, or that a newer release has made.
   *
   * @throws SchemaException naming both versions, or what failed
   */
  void requireOurs() {
    MigrationInfo[] all = flyway.info().all();
    List<String> failed = words(Arrays.stream(all).filter(info -> info.getState().isFailed()));
    if (!failed.isEmpty()) {
      throw new SchemaException(
          "migration " + failed.get(0) + " has failed half-way: restore the copy made before it");
    }
    MigrationVersion ours =
        newest(Arrays.stream(all).filter(info -> info.getState().isResolved())).orElseThrow();
    newest(Arrays.stream(all).filter(info -> info.getState().isApplied()))
        .filter(theirs -> theirs.isNewerThan(ours))
        .ifPresent(
            theirs -> {
              throw new SchemaException(
                  "the database has schema version %s, this release knows %s: start a newer one"
                      .formatted(theirs, ours));
            });
  }

  private static Optional<MigrationVersion> newest(Stream<MigrationInfo> migrations) {
    return migrations
        .map(MigrationInfo::getVersion)
        .filter(version -> version != null && !version.equals(MigrationVersion.fromVersion("0")))
        .max(MigrationVersion::compareTo);
  }

  private static List<String> words(Stream<MigrationInfo> migrations) {
    return migrations.map(info -> info.getVersion() + " " + info.getDescription()).toList();
  }
}
