package dev.groundcrew.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Copies of an H2 file from before its migrations, beside the file: {@code
 * groundcrew-schema-5-20261124T030000.000Z.zip}. The newest three stay.
 */
final class UpgradeCopies {
  private static final Logger LOG = System.getLogger(UpgradeCopies.class.getName());
  private static final int KEPT = 3;

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

  private static void add(H2File file, String version) {
    var copies = new ZippedCopies(file.folder(), file.name() + "-schema-", KEPT);
    Path copy = copies.add(file, version + "-", Instant.now());
    LOG.log(Level.INFO, "the database was copied to {0} before its migration", copy);
  }
}
