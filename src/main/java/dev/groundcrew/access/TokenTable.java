package dev.groundcrew.access;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code groundcrew_token}. Stateless. */
final class TokenTable {
  private static final String SELECT =
      "select name, role, tasks, created_by, created_at, expires_at, last_used_at from groundcrew_token ";

  private TokenTable() {}

  private static Token token(Row row) throws SQLException {
    String role = row.text("role");
    return new Token(
        row.text("name"),
        role,
        TaskLimit.granted(row, role),
        row.text("created_by"),
        row.instant("created_at"),
        row.instant("expires_at"),
        row.optionalInstant("last_used_at"));
  }

  static Optional<Token> ofHash(Sql sql, String tokenHash) throws SQLException {
    return sql.first(SELECT + "where token_hash = ?", TokenTable::token, tokenHash);
  }

  static Optional<Token> find(Sql sql, String name) throws SQLException {
    return sql.first(SELECT + "where name = ?", TokenTable::token, name);
  }

  static List<Token> list(Sql sql, String after, int limit) throws SQLException {
    return sql.list(
        SELECT + "where name > ? order by name limit ?", TokenTable::token, after, limit);
  }

  static void insert(Sql sql, Token token, String tokenHash) throws SQLException {
    sql.update(
        """
        insert into groundcrew_token
          (name, token_hash, role, tasks, created_by, created_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?)""",
        token.name(),
        tokenHash,
        token.role(),
        TaskLimit.stored(token.operates()),
        token.createdBy(),
        token.createdAt(),
        token.expiresAt());
  }

  static void touch(Sql sql, String name, Instant now) throws SQLException {
    sql.update("update groundcrew_token set last_used_at = ? where name = ?", now, name);
  }

  /**
   * Removes a token.
   *
   * @param createdAt of the one that is meant
   * @return whether it was there
   */
  static boolean delete(Sql sql, String name, Instant createdAt) throws SQLException {
    return sql.update(
            "delete from groundcrew_token where name = ? and created_at = ?", name, createdAt)
        == 1;
  }
}
