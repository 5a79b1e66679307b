package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.groundcrew.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
  @TempDir Path parent;

  private Path home;
  private Path file;

  @BeforeEach
  void onPosixOnly() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    home = parent.resolve("a/home");
    file = home.resolve("groundcrew.mv.db");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void open(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  /** Opens the file, as the server does, and stores one more row. */
  private long store() {
    var reader =
        new SettingsReader(
            key -> Optional.of(home.toString()).filter(text -> key.equals("groundcrew.home")),
            List.of("groundcrew.home"));
    try (var pool = new ConnectionPool(DatabaseSettings.read(reader), Thread::new)) {
      return new Database(pool)
          .transaction(
              sql -> {
                sql.update("create table if not exists note (id int)");
                sql.update("insert into note values (1)");
                return sql.first("select count(*) as n from note", row -> row.number("n"));
              })
          .orElseThrow();
    }
  }

  @Test
  void aNewFolderAndItsFileAreClosedToOthersBeforeH2OpensThem() throws IOException {
    PrivateFolder.make(home);

    assertThat(mode(home)).isEqualTo("rwx------");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(file).isEmptyFile();
  }

  @Test
  void h2TakesTheEmptyFileAndLeavesItClosed() throws IOException {
    assertThat(store()).isEqualTo(1);
    assertThat(mode(file)).isEqualTo("rw-------");

    assertThat(store()).isEqualTo(2);
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void whatStoodOpenIsClosedAndKeepsItsContent() throws IOException {
    Files.createDirectories(home);
    Files.writeString(file, "content");
    open(home, "rwxr-xr-x");
    open(file, "rw-r--r--");

    PrivateFolder.make(home);

    assertThat(mode(home)).isEqualTo("rwx------");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(file).hasContent("content");
  }

  @Test
  void aFolderThatCannotBeMadeIsADatabaseThatIsAway() throws IOException {
    Files.createDirectories(home.getParent());
    Files.writeString(home, "a file stands in the way");

    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> PrivateFolder.make(home))
        .withMessageContaining(home + " (groundcrew.home) cannot be used")
        .matches(DatabaseException::unavailable, "unavailable");
  }
}
