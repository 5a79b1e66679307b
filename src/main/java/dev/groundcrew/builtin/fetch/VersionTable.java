package dev.groundcrew.builtin.fetch;

import dev.groundcrew.database.Sql;
import dev.groundcrew.task.TaskData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The statements on {@code groundcrew_fetch}. Stateless. */
final class VersionTable {
  private VersionTable() {}

  /** The newest version of a task that still reads this URL. */
  static Optional<Version> newest(Sql sql, String task, String url) throws SQLException {
    return sql.first(
        """
        select url, fetched_at, etag, last_modified, content_type, sha256, body
        from groundcrew_fetch where task = ? and url = ?
        order by fetched_at desc fetch first 1 row only""",
        row ->
            new Version(
                row.text("url"),
                row.instant("fetched_at"),
                row.optionalText("etag"),
                row.optionalText("last_modified"),
                new TaskData(
                    row.bytes("body"),
                    row.text("content_type"),
                    row.instant("fetched_at"),
                    row.text("sha256"))),
        task,
        url);
  }

  static void insert(Sql sql, String task, Version version) throws SQLException {
    sql.update(
        """
        insert into groundcrew_fetch
          (task, url, fetched_at, etag, last_modified, content_type, sha256, body)
        values (?, ?, ?, ?, ?, ?, ?, ?)""",
        task,
        version.url(),
        version.fetchedAt(),
        version.etag(),
        version.lastModified(),
        version.data().contentType(),
        version.data().etag(),
        version.data().body());
  }

  /** Forgets all but the newest versions of a task. */
  static void keep(Sql sql, String task, long most) throws SQLException {
    Optional<Instant> oldestKept =
        sql.first(
            """
            select fetched_at from groundcrew_fetch where task = ?
            order by fetched_at desc offset ? rows fetch next 1 row only""",
            row -> row.instant("fetched_at"),
            task,
            most - 1);
    if (oldestKept.isPresent()) {
      sql.update(
          "delete from groundcrew_fetch where task = ? and fetched_at < ?", task, oldestKept);
    }
  }
}
