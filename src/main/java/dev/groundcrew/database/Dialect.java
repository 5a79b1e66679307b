package dev.groundcrew.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases we speak to, and the few words in which they differ. */
public enum Dialect {
  /** The embedded default, one node. */
  H2("binary large object", "next value for %s"),
  /** The real one; a cluster needs it. */
  POSTGRESQL("bytea", "nextval('%s')");

  private final String blob;
  private final String next;

  Dialect(String blob, String next) {
    this.blob = blob;
    this.next = next;
  }

  /** The type of a column for bytes of any length. */
  public String blob() {
    return blob;
  }

  /** The expression for the next value of a sequence. */
  public String nextOf(String sequence) {
    return next.formatted(sequence);
  }

  /** Whether several nodes may share one database of this kind. */
  public boolean clusters() {
    return this == POSTGRESQL;
  }

  /** What a migration writes before a line that is for one kind of database only. */
  String lineOf(Dialect other) {
    return this == other ? "" : "-- ";
  }

  /**
   * Asks a connection which of them it leads to.
   *
   * @throws SQLException also if it leads to none of them
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "h2" -> H2;
      case "postgresql" -> POSTGRESQL;
      default ->
          throw new SQLException(
              "the data source leads to " + product + "; Groundcrew needs H2 or PostgreSQL");
    };
  }
}
