package dev.groundcrew.database;

/** The database is there, but its tables are not those that this code needs. */
final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }
}
