package dev.groundcrew.builtin.fetch;

import dev.groundcrew.database.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** The versions of one task: the newest in memory, the others in the table only. */
final class Versions {
  private final FetchTable table;
  private final Source source;
  private final Executor work;
  private final AtomicBoolean used = new AtomicBoolean();

  private volatile Version newest;

  // Guarded by this.
  private boolean loaded;
  private boolean owed;

  Versions(FetchTable table, Source source, Executor work) {
    this.table = table;
    this.source = source;
    this.work = work;
  }

  /** The newest version that is known. The first call has it loaded, and does not wait for it. */
  Optional<Version> newest() {
    if (used.compareAndSet(false, true)) {
      work.execute(this::load);
    }
    return Optional.ofNullable(newest);
  }

  /**
   * Reads the newest version from the table, if that has not been done.
   *
   * @return what is wrong with the database, if so
   */
  synchronized Optional<String> load() {
    used.set(true);
    if (loaded) {
      return Optional.empty();
    }
    try {
      Optional<Version> stored = table.newest(source);
      loaded = true;
      // What was fetched while the database was away is newer.
      newest = newest == null ? stored.orElse(null) : newest;
      return Optional.empty();
    } catch (DatabaseException e) {
      return Optional.of(inWords(e));
    }
  }

  /**
   * Makes what has just been fetched the newest version.
   *
   * @return whether its bytes are other ones
   */
  synchronized boolean isChange(Version fetched) {
    Version before = newest;
    boolean same = before != null && fetched.hasSameBytesAs(before);
    newest = fetched.firstSeen(same ? before.data().modified() : after(before, fetched));
    owed |= !same;
    return !same;
  }

  /** Times are part of the key: as precise as the database holds them, and each later. */
  private static Instant after(Version before, Version fetched) {
    Instant time = fetched.data().modified().truncatedTo(ChronoUnit.MICROS);
    if (before == null || time.isAfter(before.data().modified())) {
      return time;
    }
    return before.data().modified().plus(Duration.of(1, ChronoUnit.MICROS));
  }

  /**
   * Stores the newest version if it is not stored yet.
   *
   * @return what is wrong with the database, if so
   */
  synchronized Optional<String> store() {
    if (!owed) {
      return Optional.empty();
    }
    try {
      table.store(source, newest);
      owed = false;
      return Optional.empty();
    } catch (DatabaseException e) {
      return Optional.of(inWords(e));
    }
  }

  private static String inWords(DatabaseException e) {
    return "the database is away, fetching goes on in memory: " + e.getMessage();
  }
}
