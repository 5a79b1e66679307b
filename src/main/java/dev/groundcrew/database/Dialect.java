package dev.groundcrew.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases we speak to, and the few words in which they differ. */
public enum Dialect {
  /** The embedded default, one node. */
  H2("binary large object"),
  /** The real one; a cluster needs it. */
  POSTGRESQL("bytea");

  private final String blob;

  Dialect(String blob) {
    this.blob = blob;
  }

  /** The type of a column for bytes of any length. */
  public String blob() {
    return blob;
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
