package dev.groundcrew.database;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLNonTransientConnectionException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of an H2 file from before its migrations, beside the file: {@code
 * groundcrew-schema-5-20261124T030000.000Z.zip}. The newest three stay.
 */
final class UpgradeCopies {
  private static final Logger LOG = System.getLogger(UpgradeCopies.class.getName());
  private static final int KEPT = 3;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Database database;

  UpgradeCopies(Database database) {
    this.database = database;
  }

  /**
   * Copies the file; does nothing for a database in memory or of another machine.
   *
   * @param version the version of its schema
   * @throws DatabaseException if it cannot be copied
   */
  void add(String version) {
    H2File.of(database).ifPresent(file -> add(file, version));
  }

  private void add(H2File file, String version) {
    String prefix = file.name() + "-schema-";
    Path copy =
        file.folder().resolve(prefix + version + "-" + STAMP.format(Instant.now()) + ".zip");
    file.copyTo(copy);
    LOG.log(Level.INFO, "the database was copied to {0} before its migration", copy);
    try {
      deleteOld(file.folder(), prefix);
    } catch (IOException e) {
      throw new DatabaseException(
          new SQLNonTransientConnectionException("old copies cannot be deleted: " + e, e));
    }
  }

  private static void deleteOld(Path folder, String prefix) throws IOException {
    List<Path> copies;
    try (Stream<Path> files = Files.list(folder)) {
      copies = files.filter(path -> isCopy(path, prefix)).sorted(newestFirst()).toList();
    }
    for (Path old : copies.subList(Math.min(KEPT, copies.size()), copies.size())) {
      Files.delete(old);
    }
  }

  private static boolean isCopy(Path path, String prefix) {
    String name = path.getFileName().toString();
    return name.startsWith(prefix) && name.endsWith(".zip");
  }

  private static Comparator<Path> newestFirst() {
    return Comparator.comparing(UpgradeCopies::stamp).reversed();
  }

  private static String stamp(Path copy) {
    String name = copy.getFileName().toString();
    return name.substring(name.lastIndexOf('-') + 1);
  }
}
