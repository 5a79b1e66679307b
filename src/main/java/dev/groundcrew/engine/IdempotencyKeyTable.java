package dev.groundcrew.engine;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The statements on {@code groundcrew_idempotency_key}. Stateless. */
final class IdempotencyKeyTable {
  private static final Duration KEPT = Duration.ofHours(24);

  private IdempotencyKeyTable() {}

  /**
   * What a key stands for.
   *
   * @param request the hash of what was asked for
   * @param run the id of the run that it made
   */
  record Known(String request, long run) {}

  static Optional<Known> find(Sql sql, IdempotencyKey key) throws SQLException {
    return sql
        .list(
            """
            select request, run from groundcrew_idempotency_key
            where caller = ? and idempotency_key = ? and created_at > ?
            """,
            row -> new Known(row.text("request"), row.number("run")),
            key.caller(),
            key.key(),
            sql.now().minus(KEPT))
        .stream()
        .findFirst();
  }

  /** Notes a key; a duplicate if another request has just used it. */
  static void insert(Sql sql, IdempotencyKey key, long run) throws SQLException {
    sql.update(
        "delete from groundcrew_idempotency_key"
            + " where caller = ? and idempotency_key = ? and created_at <= ?",
        key.caller(),
        key.key(),
        sql.now().minus(KEPT));
    sql.update(
        """
        insert into groundcrew_idempotency_key (caller, idempotency_key, request, run, created_at)
        values (?, ?, ?, ?, ?)
        """,
        key.caller(),
        key.key(),
        key.request(),
        run,
        sql.now());
  }

  /** Forgets what is too old to count. */
  static int tidy(Sql sql) throws SQLException {
    return sql.update(
        "delete from groundcrew_idempotency_key where created_at <= ?", sql.now().minus(KEPT));
  }
}
