package dev.groundcrew.access;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The statements on {@code groundcrew_user}. Stateless. */
final class UserTable {
  /** What {@link #user} reads, of the table {@code u}. */
  static final String COLUMNS =
      "u.name, u.password_hash, u.role, u.origin, u.must_change_password, u.tasks, u.subject";

  private UserTable() {}

  static Optional<User> find(Sql sql, String name) throws SQLException {
    return sql.first(
        "select " + COLUMNS + " from groundcrew_user u where u.name = ?", UserTable::user, name);
  }

  /** The same, and nobody else changes the user in the meantime. */
  static Optional<User> lock(Sql sql, String name) throws SQLException {
    return sql.first(
        "select " + COLUMNS + " from groundcrew_user u where u.name = ? for update",
        UserTable::user,
        name);
  }

  /** Users by name. */
  static List<User> list(Sql sql, String after, int limit) throws SQLException {
    return sql.list(
        "select " + COLUMNS + " from groundcrew_user u where u.name > ? order by u.name limit ?",
        UserTable::user,
        after,
        limit);
  }

  /**
   * How many administrators with a password of ours there are besides one; none of them is changed
   * in the meantime. Who comes from elsewhere may find the door there shut.
   */
  static int otherAdministrators(Sql sql, String name) throws SQLException {
    return sql
        .list(
            """
            select u.name from groundcrew_user u
            where u.role = ? and u.subject is null
            order by u.name for update""",
            row -> row.text("name"),
            Role.ADMINISTRATOR)
        .stream()
        .filter(other -> !other.equals(name))
        .toList()
        .size();
  }

  static User user(Row row) throws SQLException {
    String role = row.text("role");
    return new User(
        row.text("name"),
        row.text("password_hash"),
        role,
        User.Origin.valueOf(row.text("origin")),
        row.flag("must_change_password"),
        TaskLimit.granted(row, role),
        row.optionalText("subject"));
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
          (name, password_hash, role, origin, must_change_password, tasks, subject, created_at)
        values (?, ?, ?, ?, ?, ?, ?, current_timestamp)\
        """,
        user.name(),
        user.passwordHash(),
        user.role(),
        user.origin(),
        user.mustChangePassword(),
        TaskLimit.stored(user.operates()),
        user.subject());
  }

  /** A setting has another password than the one stored. */
  static void changePassword(Sql sql, String name, String passwordHash) throws SQLException {
    sql.update("update groundcrew_user set password_hash = ? where name = ?", passwordHash, name);
  }

  /** An administrator has set a password that is to be changed. */
  static void resetPassword(Sql sql, String name, String passwordHash) throws SQLException {
    sql.update(
        """
        update groundcrew_user
        set password_hash = ?, origin = ?, must_change_password = true
        where name = ?""",
        passwordHash,
        User.Origin.GENERATED,
        name);
  }

  static void changeRole(Sql sql, String name, String role, TaskGrant operates)
      throws SQLException {
    sql.update(
        "update groundcrew_user set role = ?, tasks = ? where name = ?",
        role,
        TaskLimit.stored(operates),
        name);
  }

  /** Somebody else says so; what an operator is limited to stays. */
  static void followRole(Sql sql, String name, String role) throws SQLException {
    sql.update("update groundcrew_user set role = ? where name = ?", role, name);
  }

  static void delete(Sql sql, String name) throws SQLException {
    sql.update("delete from groundcrew_user where name = ?", name);
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
