package dev.groundcrew.engine.made;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import jakarta.json.JsonObject;
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
  private static final String COLUMNS =
      "name, version, made, confirmed, rehearsal, schedule, changed_at, changed_by";

  private TaskChangeTable() {}

  /** What is stored of a task; nobody else changes it until this transaction ends. */
  static Optional<StoredTask> lock(Sql sql, String name) throws SQLException {
    return sql.first(
        "select " + COLUMNS + " from groundcrew_task_change where name = ? for update",
        TaskChangeTable::read,
        name);
  }

  /** What is stored of a task. */
  static Optional<StoredTask> find(Sql sql, String name) throws SQLException {
    return sql.first(
        "select " + COLUMNS + " from groundcrew_task_change where name = ?",
        TaskChangeTable::read,
        name);
  }

  /**
   * Stores the next version of what {@link #lock} has read.
   *
   * @throws SQLException with a duplicate key if nothing had been stored and somebody was faster
   */
  static void store(Sql sql, StoredTask task) throws SQLException {
    Optional<String> made = task.made().map(TaskChangeTable::json);
    Optional<String> schedule = task.schedule().map(texts -> object(texts).build().toString());
    int updated =
        sql.update(
            """
            update groundcrew_task_change set version = ?, made = ?, confirmed = ?, rehearsal = ?,
              schedule = ?, changed_at = ?, changed_by = ?
            where name = ? and version = ?\
            """,
            task.version(),
            made,
            task.confirmed(),
            task.rehearsal(),
            schedule,
            task.changedAt(),
            task.changedBy(),
            task.name(),
            task.version() - 1);
    if (updated == 0) {
      sql.update(
          """
          insert into groundcrew_task_change (
            name, version, made, confirmed, rehearsal, schedule, changed_at, changed_by)
          values (?, ?, ?, ?, ?, ?, ?, ?)\
          """,
          task.name(),
          task.version(),
          made,
          task.confirmed(),
          task.rehearsal(),
          schedule,
          task.changedAt(),
          task.changedBy());
    }
  }

  /** Notes what a rehearsal said, unless the task has been changed since. */
  static void rehearsed(Sql sql, String name, long version, String text) throws SQLException {
    sql.update(
        """
        update groundcrew_task_change set rehearsal = ?, changed_at = current_timestamp
        where name = ? and version = ?\
        """,
        text,
        name,
        version);
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
        row.optionalText("made").map(TaskChangeTable::made),
        row.flag("confirmed"),
        row.optionalText("rehearsal"),
        row.optionalText("schedule").map(text -> texts(object(text))),
        row.instant("changed_at"),
        row.text("changed_by"));
  }

  private static String json(MadeTask task) {
    return JSON.createObjectBuilder()
        .add("type", task.type())
        .add("attributes", object(task.attributes()))
        .add("parameters", object(task.parameters()))
        .build()
        .toString();
  }

  private static MadeTask made(String json) {
    JsonObject object = object(json);
    return new MadeTask(
        object.getString("type"),
        texts(object.getJsonObject("attributes")),
        texts(object.getJsonObject("parameters")));
  }

  private static JsonObjectBuilder object(Map<String, String> texts) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    new TreeMap<>(texts).forEach(object::add);
    return object;
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  private static Map<String, String> texts(JsonObject object) {
    var texts = new TreeMap<String, String>();
    object.keySet().forEach(name -> texts.put(name, object.getString(name)));
    return texts;
  }
}
