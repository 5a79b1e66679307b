package dev.groundcrew.builtin.purge;

import dev.groundcrew.database.Dialect;

/**
 * The statements of a purge in the words of one database. Made of names that a {@link TableFinder}
 * has quoted; every value is a parameter.
 *
 * @param from the table, in PostgreSQL without those that inherit from it: their rows share
 *     addresses
 * @param column the column that tells time
 * @param address the row's own address
 * @param addressType its type
 */
record PurgeWords(String from, String column, String address, String addressType) {
  static PurgeWords of(Dialect dialect, Target target) {
    return switch (dialect) {
      case H2 -> new PurgeWords(target.table(), target.column(), "_rowid_", "bigint");
      case POSTGRESQL -> new PurgeWords("only " + target.table(), target.column(), "ctid", "tid");
    };
  }

  String overview() {
    return "select count(*) as old_rows, min(%1$s) as oldest, max(%1$s) as newest from %2$s where %1$s < ?"
        .formatted(column, from);
  }

  /** Parameters: time, rows at most. */
  String deleteByIndexInH2() {
    return "delete from %s where %s < ? fetch first ? rows only".formatted(from, column);
  }

  /** Parameters: time, rows at most, time. The age is checked again on what was found. */
  String deleteByIndexInPostgresql() {
    return """
    delete from %1$s where ctid = any(array(
      select ctid from %1$s where %2$s < ? order by %2$s fetch first ? rows only))
    and %2$s < ?"""
        .formatted(from, column);
  }

  /** Where a batch ends. Parameters: time, address if there is one, rows to pass over. */
  String endOfBatch(boolean beyondAnAddress) {
    return "select cast(%1$s as varchar) as batch_end from %2$s where %3$s < ?%4$s offset ? rows fetch first 1 row only"
        .formatted(address, from, column, beyondAnAddress ? compared(">") : "");
  }

  /** Parameters: time, then each address that bounds the walk. */
  String deleteWalking(boolean beyondAnAddress, boolean upToAnAddress) {
    return "delete from %s where %s < ?%s%s"
        .formatted(
            from,
            column,
            beyondAnAddress ? compared(">") : "",
            upToAnAddress ? compared("<=") : "");
  }

  private String compared(String operator) {
    return " and %s %s cast(? as %s)".formatted(address, operator, addressType);
  }
}
