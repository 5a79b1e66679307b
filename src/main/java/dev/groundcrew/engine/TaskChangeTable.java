package dev.groundcrew.engine;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The statements on {@code groundcrew_task_change}. Stateless. */
final class TaskChangeTable {
  private static final String COLUMNS = "name, version, schedule, changed_at, changed_by";

  private TaskChangeTable() {}

  /** What is stored of a task; nobody else changes it until this transaction ends. */
  static Optional<StoredTask> lock(Sql sql, String name) throws SQLException {
    return sql.first(
        "select " + COLUMNS + " from groundcrew_task_change where name = ? for update",
        TaskChangeTable::read,
        name);
  }

  /**
   * Stores the next version of what {@link #lock} has read.
   *
   * @throws SQLException with a duplicate key if nothing had been stored and somebody was faster
   */
  static void store(Sql sql, StoredTask task) throws SQLException {
    Optional<String> schedule = task.schedule().map(TaskChangeTable::json);
    int updated =
        sql.update(
            """
            update groundcrew_task_change set version = ?, schedule = ?, changed_at = ?, changed_by = ?
            where name = ? and version = ?""",
            task.version(),
            schedule,
            task.changedAt(),
            task.changedBy(),
            task.name(),
            task.version() - 1);
    if (updated == 0) {
      sql.update(
          """
          insert into groundcrew_task_change (name, version, schedule, changed_at, changed_by)
          values (?, ?, ?, ?, ?)""",
          task.name(),
          task.version(),
          schedule,
          task.changedAt(),
          task.changedBy());
    }
  }

  /** Everything that was changed at an instant of the database's clock or later. */
  static List<StoredTask> changedSince(Sql sql, Instant since) throws SQLException {
    return sql.list(
        "select "
            + COLUMNS
            + " from groundcrew_task_change where changed_at >= ? order by changed_at",
        TaskChangeTable::read,
        since);
  }

  private static StoredTask read(Row row) throws SQLException {
    return new StoredTask(
        row.text("name"),
        row.number("version"),
        row.optionalText("schedule").map(TaskChangeTable::texts),
        row.instant("changed_at"),
        row.text("changed_by"));
  }

  private static String json(Map<String, String> texts) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    new TreeMap<>(texts).forEach(object::add);
    return object.build().toString();
  }

  private static Map<String, String> texts(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      var texts = new TreeMap<String, String>();
      var object = reader.readObject();
      object.keySet().forEach(name -> texts.put(name, object.getString(name)));
      return texts;
    }
  }
}
