package dev.groundcrew.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Statements within one transaction. Arguments are bound in order: texts, numbers, booleans, bytes,
 * instants, enums (as their names), optionals (empty as null), null, and {@link Many} of these. For
 * one thread.
 */
public final class Sql {
  private static final int FETCH_SIZE = 500;

  private final Connection connection;
  private final Dialect dialect;

  /**
   * Many arguments as one, an array of PostgreSQL's.
   *
   * @param type of each of them, as the database calls it
   * @param values as in {@link Sql}
   */
  public record Many(String type, List<?> values) {}

  Sql(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** The database at the other end. */
  public Dialect dialect() {
    return dialect;
  }

  /** The connection, for metadata. Must not be closed or committed. */
  public Connection connection() {
    return connection;
  }

  /**
   * Runs an insert, update or delete.
   *
   * @return the number of rows it touched
   */
  public int update(String statement, Object... arguments) throws SQLException {
    try (PreparedStatement prepared = prepare(statement, arguments)) {
      return prepared.executeUpdate();
    }
  }

  /**
   * Runs one statement for many rows in one round trip.
   *
   * @return the number of rows touched, for each of {@code rows} in order
   */
  public int[] batch(String statement, Collection<Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (Object[] arguments : rows) {
        bind(prepared, arguments);
        prepared.addBatch();
      }
      return prepared.executeBatch();
    }
  }

  /** All rows of a query; the caller bounds it with a limit. */
  public <T> List<T> list(String query, Row.Reader<T> reader, Object... arguments)
      throws SQLException {
    try (PreparedStatement prepared = prepare(query, arguments);
        ResultSet results = prepared.executeQuery()) {
      var rows = new ArrayList<T>();
      var row = new Row(results);
      while (results.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    }
  }

  /** The first row of a query. */
  public <T> Optional<T> first(String query, Row.Reader<T> reader, Object... arguments)
      throws SQLException {
    try (PreparedStatement prepared = prepare(query, arguments);
        ResultSet results = prepared.executeQuery()) {
      return results.next() ? Optional.of(reader.read(new Row(results))) : Optional.empty();
    }
  }

  /** The database's clock, which alone decides what is due. */
  public Instant now() throws SQLException {
    return first("select current_timestamp as now", row -> row.instant("now")).orElseThrow();
  }

  /** The next value of a sequence. */
  public long next(String sequence) throws SQLException {
    return first("select " + dialect.nextOf(sequence) + " as fresh", row -> row.number("fresh"))
        .orElseThrow();
  }

  private PreparedStatement prepare(String statement, Object... arguments) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    try {
      prepared.setFetchSize(FETCH_SIZE);
      bind(prepared, arguments);
      return prepared;
    } catch (SQLException | RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  private void bind(PreparedStatement prepared, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i] instanceof Many many ? array(many) : toJdbc(arguments[i]);
      prepared.setObject(i + 1, argument);
    }
  }

  private Array array(Many many) throws SQLException {
    return connection.createArrayOf(many.type, many.values.stream().map(Sql::toJdbc).toArray());
  }

  private static Object toJdbc(Object argument) {
    if (argument instanceof Optional<?> optional) {
      return toJdbc(optional.orElse(null));
    }
    if (argument instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    return argument instanceof Enum<?> value ? value.name() : argument;
  }
}
