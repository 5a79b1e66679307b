package dev.groundcrew.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * Gives room in an H2 file back while the database is used. H2 does so by itself only on a thread
 * that {@code WRITE_DELAY=0} switches off: without this every commit leaves some 20 kB behind.
 */
public final class Compaction {
  /** How long commits may have to wait while live rows are moved together. */
  private static final Duration LONGEST = Duration.ofMillis(500);

  private static final long MOVED_AT_MOST = 64L << 20;

  private static final Logger LOG = System.getLogger(Compaction.class.getName());

  private Compaction() {}

  /**
   * Compacts the file a bit; does nothing on any other database, nor on H2 behind a pool that hides
   * its connections (Payara's). Blocks commits for about half a second at most.
   *
   * @throws DatabaseException if the file cannot be written
   */
  public static void run(Database database) {
    database.transaction(
        sql -> {
          Optional<JdbcConnection> h2 = h2(sql.connection());
          if (h2.isPresent() && h2.get().getSession() instanceof SessionLocal session) {
            compact(session.getDatabase().getStore().getMvStore());
          }
          return null;
        });
  }

  /** The driver's own connection, if it can be reached. */
  private static Optional<JdbcConnection> h2(Connection connection) throws SQLException {
    if (!connection.isWrapperFor(JdbcConnection.class)) {
      return Optional.empty();
    }
    try {
      return Optional.of(connection.unwrap(JdbcConnection.class));
    } catch (IllegalArgumentException e) {
      // A pool of Payara's says that it wraps a class, and then unwraps interfaces only.
      LOG.log(Level.DEBUG, "the file behind the server's pool is compacted when it is closed", e);
      return Optional.empty();
    }
  }

  private static void compact(MVStore store) throws SQLException {
    if (!(store.getFileStore() instanceof RandomAccessStore file) || file.isReadOnly()) {
      return;
    }
    int retention = store.getRetentionTime();
    try {
      store.compactFile((int) LONGEST.toMillis());
      // What was rewritten stands behind what it replaces: free that, then move the rest to the
      // front.
      for (int i = 0; i < 2; i++) {
        store.commit();
        file.compactMoveChunks(100, MOVED_AT_MOST, store);
      }
    } finally {
      store.setRetentionTime(retention);
    }
  }
}
