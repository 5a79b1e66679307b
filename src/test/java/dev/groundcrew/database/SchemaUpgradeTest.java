package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundcrew.settings.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Package description, rules 6 and 7, on the file of the default. */
@Tag("database")
class SchemaUpgradeTest {
  @TempDir Path home;

  private final Map<String, String> settings = new HashMap<>();
  private ConnectionPool pool;

  @AfterEach
  void close() {
    if (pool != null) {
      pool.close();
    }
  }

  /** What a start does, with a pool of its own. */
  private SchemaUpgrade start() {
    close();
    settings.putIfAbsent("groundcrew.home", home.toString());
    var reader =
        new SettingsReader(key -> Optional.ofNullable(settings.get(key)), settings.keySet());
    pool = new ConnectionPool(DatabaseSettings.read(reader), Thread::new);
    return new SchemaUpgrade(pool);
  }

  private SchemaUpgrade startOnVersion5() {
    SchemaUpgrade upgrade = start();
    ReleasedSchema.V5.fill(new Database(pool));
    return upgrade;
  }

  private void execute(String statement) {
    new Database(pool).transaction(sql -> sql.update(statement));
  }

  private long runs() {
    return new Database(pool)
        .transaction(
            sql -> sql.first("select count(*) as n from groundcrew_run", row -> row.number("n")))
        .orElseThrow();
  }

  private Migrations migrations() {
    return new Migrations(pool.dataSource(), Dialect.H2);
  }

  private List<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    }
  }

  @Test
  void aNewDatabaseIsMigratedWithoutACopy() throws IOException {
    start().bringUpToDate();

    assertThat(migrations().missing()).isEmpty();
    assertThat(copies()).isEmpty();
  }

  @Test
  void anOlderOneIsCopiedBeforeItsMigrationAndTheCopyOpensAsItWas(@TempDir Path restored)
      throws IOException {
    startOnVersion5().bringUpToDate();

    assertThat(migrations().missing()).isEmpty();
    assertThat(copies()).hasSize(1);
    assertThat(copies().get(0).getFileName().toString()).matches("groundcrew-schema-5-.+Z\\.zip");

    unzip(copies().get(0), restored);
    settings.put("groundcrew.home", restored.toString());
    SchemaUpgrade again = start();
    assertThat(migrations().version()).contains("5");
    assertThat(runs()).isEqualTo(6);
    again.bringUpToDate();
    assertThat(migrations().missing()).isEmpty();
  }

  /** The copy holds the only file that H2 needs. */
  private static void unzip(Path zip, Path folder) throws IOException {
    try (var file = new ZipFile(zip.toFile());
        InputStream in = file.getInputStream(file.getEntry("groundcrew.mv.db"))) {
      assertThat(Files.copy(in, folder.resolve("groundcrew.mv.db"))).isPositive();
    }
  }

  @Test
  void onlyItsOwnerMayReadACopy() throws IOException {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    startOnVersion5().bringUpToDate();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copies().get(0))))
        .isEqualTo("rw-------");
  }

  @Test
  void aDatabaseThatIsUpToDateIsNotCopied() throws IOException {
    start().bringUpToDate();
    start().bringUpToDate();

    assertThat(copies()).isEmpty();
  }

  @Test
  void theNewestThreeCopiesStay() throws IOException {
    for (String time : List.of("20200101", "20190101", "20210101", "20220101")) {
      Files.createFile(home.resolve("groundcrew-schema-4-" + time + "T000000.000Z.zip"));
    }
    Files.createFile(home.resolve("other.zip"));

    startOnVersion5().bringUpToDate();

    assertThat(copies())
        .extracting(copy -> copy.getFileName().toString().replaceAll("-5-.*", "-5"))
        .containsExactly(
            "groundcrew-schema-4-20210101T000000.000Z.zip",
            "groundcrew-schema-4-20220101T000000.000Z.zip",
            "groundcrew-schema-5",
            "other.zip");
  }

  @Test
  void aMigrationThatFailsIsCopiedOnceAndThenRefused() throws IOException {
    SchemaUpgrade upgrade = startOnVersion5();
    execute("drop table groundcrew_run");
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(upgrade::bringUpToDate);

    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(upgrade::bringUpToDate)
        .withMessageContaining("has failed half-way");
    assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> start().bringUpToDate());
    assertThat(copies()).hasSize(1);
  }

  @Test
  void whereMigrationIsForbiddenItOnlySaysWhatIsMissing() throws IOException {
    settings.put("groundcrew.database.migrate", "false");
    SchemaUpgrade upgrade = start();

    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(upgrade::bringUpToDate)
        .withMessageStartingWith("the schema lacks 1 runs, 2 access, 3 builtin, ")
        .withMessageEndingWith(", and groundcrew.database.migrate=false forbids to make it");
    assertThat(migrations().version()).isEmpty();

    migrations().migrate();
    upgrade.bringUpToDate();
    assertThat(copies()).isEmpty();
  }

  @Test
  void aNewerSchemaIsRefusedEvenWhereMigrationIsForbidden() {
    start().bringUpToDate();
    execute(
        "update \"groundcrew_schema_history\" set \"version\" = '900', \"script\" = 'V900__x.sql'"
            + " where \"version\" = '5'");
    for (String migrate : List.of("true", "false")) {
      settings.put("groundcrew.database.migrate", migrate);
      SchemaUpgrade upgrade = start();

      assertThatExceptionOfType(SchemaException.class)
          .isThrownBy(upgrade::bringUpToDate)
          .withMessageContaining("the database has schema version 900, this release knows ");
    }
  }
}
