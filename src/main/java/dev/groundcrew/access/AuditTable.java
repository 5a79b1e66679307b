package dev.groundcrew.access;

import dev.groundcrew.access.AuditEntry.Outcome;
import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The statements on {@code groundcrew_audit}: none of them changes a row. Stateless. */
final class AuditTable {
  private AuditTable() {}

  /** An entry as stored. */
  record Stored(long id, Instant at, AuditEntry entry) {}

  static void insert(Sql sql, Instant at, AuditEntry entry) throws SQLException {
    sql.update(
        """
        insert into groundcrew_audit
          (happened_at, who, address, action, target, outcome, status, old_value, new_value)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        at,
        entry.who(),
        entry.address(),
        entry.action(),
        entry.target(),
        entry.outcome(),
        entry.status(),
        entry.before(),
        entry.after());
  }

  /**
   * Entries, the newest first.
   *
   * @param below their ids are smaller
   */
  static List<Stored> list(Sql sql, AuditFilter filter, long below, int limit) throws SQLException {
    var conditions = new StringBuilder("id < ?");
    var arguments = new ArrayList<Object>();
    arguments.add(below);
    alternatives(conditions, arguments, "who", filter.who());
    alternatives(conditions, arguments, "action", filter.actions());
    alternatives(conditions, arguments, "target", filter.targets());
    alternatives(conditions, arguments, "address", filter.addresses());
    alternatives(conditions, arguments, "outcome", filter.outcomes());
    filter.since().ifPresent(at -> condition(conditions, arguments, "happened_at >= ?", at));
    filter.until().ifPresent(at -> condition(conditions, arguments, "happened_at < ?", at));
    arguments.add(limit);
    return sql.list(
        "select * from groundcrew_audit where "
            + conditions
            + " order by id desc fetch first ? rows only",
        AuditTable::stored,
        arguments.toArray());
  }

  private static void alternatives(
      StringBuilder conditions, List<Object> arguments, String column, List<?> values) {
    if (!values.isEmpty()) {
      conditions
          .append(" and ")
          .append(column)
          .append(" in (")
          .append(String.join(", ", Collections.nCopies(values.size(), "?")))
          .append(")");
      arguments.addAll(values);
    }
  }

  private static void condition(
      StringBuilder conditions, List<Object> arguments, String condition, Object value) {
    conditions.append(" and ").append(condition);
    arguments.add(value);
  }

  private static Stored stored(Row row) throws SQLException {
    return new Stored(
        row.number("id"),
        row.instant("happened_at"),
        new AuditEntry(
            row.text("who"),
            row.text("address"),
            row.text("action"),
            row.text("target"),
            Outcome.valueOf(row.text("outcome")),
            (int) row.number("status"),
            row.optionalText("old_value"),
            row.optionalText("new_value")));
  }

  /** Removes what has been kept long enough. */
  static int deleteOld(Sql sql, Instant before) throws SQLException {
    return sql.update("delete from groundcrew_audit where happened_at < ?", before);
  }
}
