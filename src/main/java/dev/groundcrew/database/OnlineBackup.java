package dev.groundcrew.database;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Copies the embedded database while it is used, to {@code backups/} beside its file. Safe for use
 * by several threads; one copy is made at a time.
 */
public final class OnlineBackup {
  private static final String FOLDER = "backups";

  private final Database database;
  private final int kept;
  private final ReentrantLock one = new ReentrantLock();

  /**
   * @param kept how many copies stay, from 1
   */
  public OnlineBackup(Database database, int kept) {
    this.database = database;
    this.kept = kept;
  }

  /**
   * Makes a copy of every commit so far, as a ZIP of the one file that H2 needs. Others go on
   * writing meanwhile.
   *
   * @param now the time in its name
   * @throws BackupRefusedException if the database is none that can be copied so, or a copy is
   *     being made
   * @throws DatabaseException if it cannot be read, or the copy not be written
   */
  public Path make(Instant now) throws BackupRefusedException {
    if (database.dialect() == Dialect.POSTGRESQL) {
      throw new BackupRefusedException(
          "the database is PostgreSQL: back it up with pg_dump, or as its administrator does");
    }
    H2File file =
        H2File.of(database)
            .orElseThrow(
                () -> new BackupRefusedException("the database has no file on this machine"));
    if (!one.tryLock()) {
      throw new BackupRefusedException("a backup is being made: wait for its end");
    }
    try {
      return new ZippedCopies(file.folder().resolve(FOLDER), file.name() + "-", kept)
          .add(file, "", now);
    } finally {
      one.unlock();
    }
  }
}
