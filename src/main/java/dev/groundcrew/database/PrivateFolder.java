package dev.groundcrew.database;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;

/** The folder of the embedded database: only the server's own user may look inside. */
final class PrivateFolder {
  /** What H2 makes of the name {@code groundcrew} in its URL. */
  private static final String DATABASE_FILE = "groundcrew.mv.db";

  private static final Set<PosixFilePermission> OWN_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWN_FILE =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFolder() {}

  /**
   * Makes the folder if it is missing, and closes it and the database file in it to others. An
   * empty file is made before H2 does, which would let others read it, and takes an empty one.
   *
   * @throws DatabaseException if they cannot be made
   */
  static void make(Path folder) {
    try {
      makeFolder(folder);
      if (knowsOwners()) {
        close(folder.resolve(DATABASE_FILE));
      }
    } catch (IOException e) {
      throw new DatabaseException(
          new SQLNonTransientConnectionException(
              "the folder " + folder + " (groundcrew.home) cannot be used: " + e, e));
    }
  }

  /** Makes a folder if it is missing, and closes it to others. */
  static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (knowsOwners()) {
      Files.setPosixFilePermissions(folder, OWN_FOLDER);
    }
  }

  private static void close(Path file) throws IOException {
    try {
      makeFile(file);
    } catch (FileAlreadyExistsException e) {
      Files.setPosixFilePermissions(file, OWN_FILE);
    }
  }

  /** Makes an empty file that only its owner may read, where the file system knows owners. */
  static void makeFile(Path file) throws IOException {
    if (knowsOwners()) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWN_FILE));
    } else {
      Files.createFile(file);
    }
  }

  private static boolean knowsOwners() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
