package dev.groundcrew.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLNonTransientConnectionException;

/** The folder of the embedded database: only the server's own user may look inside. */
final class PrivateFolder {
  private PrivateFolder() {}

  /**
   * Makes the folder if it is missing, and closes it to others. What lies in it is then out of
   * their reach too, whatever mode H2 gives its files.
   *
   * @throws DatabaseException if it cannot be made
   */
  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new DatabaseException(
          new SQLNonTransientConnectionException(
              "the folder " + folder + " (groundcrew.home) cannot be used: " + e, e));
    }
  }
}
