package dev.groundcrew.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The current row of a query. Valid only inside the reader that it is given to. */
public final class Row {
  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  /** A text; null if the column is null. */
  public String text(String column) throws SQLException {
    return results.getString(column);
  }

  public Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(results.getString(column));
  }

  /** A whole number; 0 if the column is null. */
  public long number(String column) throws SQLException {
    return results.getLong(column);
  }

  public Optional<Long> optionalNumber(String column) throws SQLException {
    long value = results.getLong(column);
    return results.wasNull() ? Optional.empty() : Optional.of(value);
  }

  public boolean flag(String column) throws SQLException {
    return results.getBoolean(column);
  }

  /** Bytes; null if the column is null. */
  public byte[] bytes(String column) throws SQLException {
    return results.getBytes(column);
  }

  /** An instant; null if the column is null. */
  public Instant instant(String column) throws SQLException {
    OffsetDateTime time = results.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public Optional<Instant> optionalInstant(String column) throws SQLException {
    return Optional.ofNullable(instant(column));
  }
}
