package dev.groundcrew.access;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.util.Optional;

/** The statements on {@code groundcrew_user}. Stateless. */
final class UserTable {
  /** What {@link #user} reads, of the table {@code u}. */
  static final String COLUMNS = "u.name, u.password_hash, u.role, u.origin, u.must_change_password";

  private UserTable() {}

  static Optional<User> find(Sql sql, String name) throws SQLException {
    return sql.first(
        "select " + COLUMNS + " from groundcrew_user u where u.name = ?", UserTable::user, name);
  }

  static User user(Row row) throws SQLException {
    return new User(
        row.text("name"),
        row.text("password_hash"),
        row.text("role"),
        User.Origin.valueOf(row.text("origin")),
        row.flag("must_change_password"));
  }

  static boolean isEmpty(Sql sql) throws SQLException {
    return sql.first("select count(*) as users from groundcrew_user", row -> row.number("users"))
            .orElseThrow()
        == 0;
  }

  static void insert(Sql sql, User user) throws SQLException {
    sql.update(
        """
        insert into groundcrew_user
          (name, password_hash, role, origin, must_change_password, created_at)
        values (?, ?, ?, ?, ?, current_timestamp)\
        """,
        user.name(),
        user.passwordHash(),
        user.role(),
        user.origin(),
        user.mustChangePassword());
  }

  /** A setting has another password than the one stored. */
  static void changePassword(Sql sql, String name, String passwordHash) throws SQLException {
    sql.update("update groundcrew_user set password_hash = ? where name = ?", passwordHash, name);
  }

  /**
   * The user has chosen a password.
   *
   * @param before the hash that is to be replaced
   * @return whether it was still the one stored
   */
  static boolean choosePassword(Sql sql, String name, String before, String passwordHash)
      throws SQLException {
    return sql.update(
            """
            update groundcrew_user
            set password_hash = ?, origin = ?, must_change_password = false
            where name = ? and password_hash = ?\
            """,
            passwordHash,
            User.Origin.CHOSEN,
            name,
            before)
        == 1;
  }
}
