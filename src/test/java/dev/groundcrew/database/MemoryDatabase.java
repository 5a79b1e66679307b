package dev.groundcrew.database;

/** Groundcrew's tables in an H2 database that lives in memory until it is closed. */
public final class MemoryDatabase extends TestDatabase {
  public MemoryDatabase() {
    super(Kind.H2, true);
  }

  private MemoryDatabase(boolean migrated) {
    super(Kind.H2, migrated);
  }

  /** A database without any table. */
  public static MemoryDatabase empty() {
    return new MemoryDatabase(false);
  }
}
