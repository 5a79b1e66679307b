package dev.groundcrew.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;

/** The file of an H2 database that this process has open. */
final class H2File {
  /** Makes H2 open a file again that the interruption of a thread has closed. */
  static final String REOPENED = "retry:";

  private static final String SUFFIX = ".mv.db";

  private final Database database;
  private final Path file;

  private H2File(Database database, Path file) {
    this.database = database;
    this.file = file;
  }

  /** The file behind a database; empty if that is in memory or on another machine. */
  static Optional<H2File> of(Database database) {
    return database
        .transaction(
            sql -> sql.first("select database_path() as path", row -> row.optionalText("path")))
        .orElseThrow()
        .map(path -> path.startsWith(REOPENED) ? path.substring(REOPENED.length()) : path)
        .map(path -> Path.of(path + SUFFIX))
        .filter(Files::isRegularFile)
        .map(file -> new H2File(database, file));
  }

  /** Its name without the ending that H2 gives it. */
  String name() {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  Path folder() {
    return file.getParent();
  }

  /**
   * Writes a ZIP with one consistent copy of the file, while others go on writing. Only the owner
   * may read it, and it has its name only once it is complete.
   *
   * @throws DatabaseException if that fails
   */
  void copyTo(Path zip) {
    Path part = zip.resolveSibling(zip.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      PrivateFolder.makeFile(part);
      database.transaction(sql -> sql.update("backup to ?", part.toString()));
      Files.move(part, zip, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DatabaseException(
          new SQLNonTransientConnectionException("the database cannot be copied: " + e, e));
    }
  }
}
