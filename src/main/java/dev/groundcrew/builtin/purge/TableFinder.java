package dev.groundcrew.builtin.purge;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds a table and a column in the database's own metadata. What an operator wrote is compared,
 * never put into a statement or a pattern (rule 6 of the package).
 */
final class TableFinder {
  private static final String PARTITIONED = "PARTITIONED TABLE";
  private static final String[] TABLES = {"TABLE", "BASE TABLE", PARTITIONED};

  private final Connection connection;
  private final DatabaseMetaData metadata;

  TableFinder(Connection connection) throws SQLException {
    this.connection = connection;
    this.metadata = connection.getMetaData();
  }

  private record Table(String schema, String name, boolean partitioned) {}

  private record Column(String name, String typeName, Optional<TimeColumn> time) {}

  /**
   * Finds a table, as {@code name} in the connection's schema or as {@code schema.name}, and one of
   * its columns.
   *
   * @throws UnknownNameException if either is not there, or is of a kind that cannot be purged
   */
  Target find(String tableText, String columnText) throws SQLException {
    Table table = table(tableText);
    Column column = column(table, columnText);
    return new Target(
        quoted(table.schema) + "." + quoted(table.name),
        quoted(column.name),
        column.time.orElseThrow(),
        leadsAnIndex(table, column.name));
  }

  private Table table(String text) throws SQLException {
    List<Table> all = tables();
    String current = connection.getSchema();
    List<Table> near = all.stream().filter(table -> table.schema.equals(current)).toList();
    Optional<Table> found = match(text, near, Table::name);
    for (int dot = text.indexOf('.');
        found.isEmpty() && dot >= 0;
        dot = text.indexOf('.', dot + 1)) {
      found = inSchema(text.substring(0, dot), text.substring(dot + 1), all);
    }
    Table table =
        found.orElseThrow(
            () -> new UnknownNameException("no table", text, names(near, Table::name)));
    if (table.partitioned) {
      throw new UnknownNameException(
          "a partitioned table is purged by the names of its partitions, not by", text, List.of());
    }
    return table;
  }

  private Optional<Table> inSchema(String schemaText, String nameText, List<Table> all)
      throws SQLException {
    Optional<Table> anyOfSchema = match(schemaText, all, Table::schema);
    if (anyOfSchema.isEmpty()) {
      return Optional.empty();
    }
    String schema = anyOfSchema.get().schema;
    return match(
        nameText, all.stream().filter(table -> table.schema.equals(schema)).toList(), Table::name);
  }

  private Column column(Table table, String text) throws SQLException {
    List<Column> columns = columns(table);
    List<String> timely =
        names(columns.stream().filter(column -> column.time.isPresent()).toList(), Column::name);
    Column column =
        match(text, columns, Column::name)
            .orElseThrow(
                () -> new UnknownNameException("no column of " + table.name, text, timely));
    if (column.time.isEmpty()) {
      throw new UnknownNameException(
          "a column of type " + column.typeName + " tells no time:", text, timely);
    }
    return column;
  }

  private List<Table> tables() throws SQLException {
    var found = new ArrayList<Table>();
    try (ResultSet rows = metadata.getTables(connection.getCatalog(), null, "%", TABLES)) {
      while (rows.next()) {
        found.add(
            new Table(
                rows.getString("TABLE_SCHEM"),
                rows.getString("TABLE_NAME"),
                PARTITIONED.equals(rows.getString("TABLE_TYPE"))));
      }
    }
    return found;
  }

  private List<Column> columns(Table table) throws SQLException {
    var found = new ArrayList<Column>();
    try (ResultSet rows =
        metadata.getColumns(
            connection.getCatalog(), pattern(table.schema), pattern(table.name), "%")) {
      while (rows.next()) {
        String type = rows.getString("TYPE_NAME");
        found.add(
            new Column(
                rows.getString("COLUMN_NAME"),
                type,
                TimeColumn.of(rows.getInt("DATA_TYPE"), type)));
      }
    }
    return found;
  }

  /** Partial indexes have a filter, hashed ones no order: neither finds the oldest rows. */
  private boolean leadsAnIndex(Table table, String column) throws SQLException {
    boolean leads = false;
    try (ResultSet rows =
        metadata.getIndexInfo(connection.getCatalog(), table.schema, table.name, false, true)) {
      while (rows.next()) {
        leads |=
            rows.getInt("ORDINAL_POSITION") == 1
                && column.equals(rows.getString("COLUMN_NAME"))
                && rows.getString("FILTER_CONDITION") == null
                && rows.getShort("TYPE") != DatabaseMetaData.tableIndexHashed;
      }
    }
    return leads;
  }

  /** Exactly as written; else as the database stores a name that was written without quotes. */
  private <T> Optional<T> match(String text, List<T> candidates, Function<T, String> name)
      throws SQLException {
    Optional<T> exact = named(text, candidates, name);
    return exact.isPresent() ? exact : named(folded(text), candidates, name);
  }

  private static <T> Optional<T> named(
      String text, Collection<T> candidates, Function<T, String> name) {
    return candidates.stream().filter(candidate -> name.apply(candidate).equals(text)).findFirst();
  }

  private String folded(String text) throws SQLException {
    if (metadata.storesUpperCaseIdentifiers()) {
      return text.toUpperCase(Locale.ROOT);
    }
    return metadata.storesLowerCaseIdentifiers() ? text.toLowerCase(Locale.ROOT) : text;
  }

  private String quoted(String name) throws SQLException {
    String quote = metadata.getIdentifierQuoteString();
    return quote + name.replace(quote, quote + quote) + quote;
  }

  private String pattern(String name) throws SQLException {
    String escape = metadata.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  private static <T> List<String> names(List<T> candidates, Function<T, String> name) {
    return candidates.stream().map(name).toList();
  }
}
