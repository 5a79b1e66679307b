package dev.groundcrew.access;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The statements on {@code groundcrew_session}. Stateless. */
final class SessionTable {
  private SessionTable() {}

  /**
   * A session with its user as stored now.
   *
   * @param lastUsedAt as written last, not of every request
   */
  record Session(User user, Instant createdAt, Instant lastUsedAt) {}

  static Optional<Session> find(Sql sql, String tokenHash) throws SQLException {
    return sql.first(
        "select s.created_at, s.last_used_at, "
            + UserTable.COLUMNS
            + """
             from groundcrew_session s join groundcrew_user u on u.name = s.user_name
            where s.token_hash = ?\
            """,
        row ->
            new Session(
                UserTable.user(row), row.instant("created_at"), row.instant("last_used_at")),
        tokenHash);
  }

  static void insert(Sql sql, String tokenHash, String user, Instant now) throws SQLException {
    sql.update(
        """
        insert into groundcrew_session (token_hash, user_name, created_at, last_used_at)
        values (?, ?, ?, ?)\
        """,
        tokenHash,
        user,
        now,
        now);
  }

  static void touch(Sql sql, String tokenHash, Instant now) throws SQLException {
    sql.update(
        "update groundcrew_session set last_used_at = ? where token_hash = ?", now, tokenHash);
  }

  static void delete(Sql sql, String tokenHash) throws SQLException {
    sql.update("delete from groundcrew_session where token_hash = ?", tokenHash);
  }

  static void deleteOf(Sql sql, String user) throws SQLException {
    sql.update("delete from groundcrew_session where user_name = ?", user);
  }

  /** Removes those that have ended by themselves. */
  static void deleteOld(Sql sql, Instant createdBefore, Instant usedBefore) throws SQLException {
    sql.update(
        "delete from groundcrew_session where created_at <= ? or last_used_at <= ?",
        createdBefore,
        usedBefore);
  }
}
