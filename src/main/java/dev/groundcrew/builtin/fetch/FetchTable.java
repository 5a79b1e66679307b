package dev.groundcrew.builtin.fetch;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import dev.groundcrew.task.TaskData;
import java.sql.SQLException;
import java.util.Optional;

/** The changed versions of what fetch tasks have read. */
final class FetchTable {
  private final Database database;

  FetchTable(Database database) {
    this.database = database;
  }

  /** The newest version of a task's URL. */
  Optional<Version> newest(Source source) {
    return database.transaction(sql -> newest(sql, source));
  }

  private static Optional<Version> newest(Sql sql, Source source) throws SQLException {
    return sql.first(
        """
        select fetched_at, etag, last_modified, content_type, sha256, body
        from groundcrew_fetch
        where task = ? and url = ?
        order by fetched_at desc
        limit 1
        """,
        FetchTable::version,
        source.task(),
        source.url().toString());
  }

  private static Version version(Row row) throws SQLException {
    return new Version(
        new TaskData(
            row.bytes("body"),
            row.text("content_type"),
            row.instant("fetched_at"),
            row.text("sha256")),
        row.optionalText("etag"),
        row.optionalText("last_modified"));
  }

  /** Stores a version unless another node has stored the same bytes last; deletes the oldest. */
  void store(Source source, Version version) {
    database.transaction(
        sql -> {
          if (!isNewest(sql, source, version)) {
            insert(sql, source, version);
            deleteOldest(sql, source);
          }
          return null;
        });
  }

  private static boolean isNewest(Sql sql, Source source, Version version) throws SQLException {
    return sql.first(
            """
            select sha256 from groundcrew_fetch
            where task = ? and url = ?
            order by fetched_at desc
            limit 1
            """,
            row -> row.text("sha256"),
            source.task(),
            source.url().toString())
        .filter(version.data().etag()::equals)
        .isPresent();
  }

  private static void insert(Sql sql, Source source, Version version) throws SQLException {
    sql.update(
        """
        insert into groundcrew_fetch
          (task, url, fetched_at, etag, last_modified, content_type, sha256, body)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        source.task(),
        source.url().toString(),
        version.data().modified(),
        version.etag(),
        version.lastModified(),
        version.data().contentType(),
        version.data().etag(),
        version.data().body());
  }

  private static void deleteOldest(Sql sql, Source source) throws SQLException {
    sql.update(
        """
        delete from groundcrew_fetch
        where task = ? and fetched_at not in (
          select fetched_at from groundcrew_fetch
          where task = ?
          order by fetched_at desc
          limit ?)
        """,
        source.task(),
        source.task(),
        source.keep());
  }
}
