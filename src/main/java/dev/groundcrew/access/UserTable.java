package dev.groundcrew.access;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.util.Optional;

/** The statements on {@code groundcrew_user}. Stateless. */
final class UserTable {
  private UserTable() {}

  static Optional<User> find(Sql sql, String name) throws SQLException {
    return sql.first(
        "select name, password_hash, role, origin from groundcrew_user where name = ?",
        row ->
            new User(
                row.text("name"),
                row.text("password_hash"),
                row.text("role"),
                User.Origin.valueOf(row.text("origin"))),
        name);
  }

  static boolean isEmpty(Sql sql) throws SQLException {
    return sql.first("select count(*) as users from groundcrew_user", row -> row.number("users"))
            .orElseThrow()
        == 0;
  }

  static void insert(Sql sql, User user) throws SQLException {
    sql.update(
        """
        insert into groundcrew_user (name, password_hash, role, origin, created_at)
        values (?, ?, ?, ?, current_timestamp)""",
        user.name(),
        user.passwordHash(),
        user.role(),
        user.origin());
  }

  static void changePassword(Sql sql, String name, String passwordHash) throws SQLException {
    sql.update("update groundcrew_user set password_hash = ? where name = ?", passwordHash, name);
  }
}
