package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.web.IfMatch;
import dev.groundcrew.web.ProblemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Who may sign in, as administrators see it. There is always an administrator left. Safe for use by
 * several threads.
 */
final class Users {
  private final Database database;
  private final UnaryOperator<String> hash;
  private final Consumer<String> forget;

  /**
   * @param hash what to store of a password
   * @param forget told the name of a user whose proofs count no more
   */
  Users(Database database, UnaryOperator<String> hash, Consumer<String> forget) {
    this.database = database;
    this.hash = hash;
    this.forget = forget;
  }

  List<User> list(String after, int limit) {
    return database.transaction(sql -> UserTable.list(sql, after, limit));
  }

  /**
   * One user.
   *
   * @throws ProblemException 404 if there is no such one
   */
  User require(String name) {
    return database.transaction(sql -> present(UserTable.find(sql, name), name));
  }

  Optional<User> find(String name) {
    return database.transaction(sql -> UserTable.find(sql, name));
  }

  private static User present(Optional<User> user, String name) {
    return user.orElseThrow(() -> ProblemException.notFound("There is no user " + name));
  }

  /**
   * Makes a user, who has to change the password.
   *
   * @throws ProblemException 409 if the name is taken
   */
  User create(String name, String role, TaskGrant operates, String oneTimePassword) {
    var user =
        new User(
            name,
            hash.apply(oneTimePassword),
            role,
            User.Origin.GENERATED,
            true,
            operates,
            Optional.empty());
    try {
      database.transaction(
          sql -> {
            UserTable.insert(sql, user);
            return null;
          });
      return user;
    } catch (DatabaseException e) {
      if (e.duplicateKey()) {
        throw ProblemException.conflict("There is a user " + name + " already");
      }
      throw e;
    }
  }

  /**
   * Gives a user another role.
   *
   * @param limit the tasks that an operator may operate; if it is missing, an operator's stays what
   *     it is
   * @throws ProblemException 404, 412, or 409 if no administrator would be left, or somebody else
   *     says which role it is
   */
  User changeRole(String name, String role, Optional<List<String>> limit, IfMatch condition) {
    change(
        name,
        sql -> {
          User user = locked(sql, name, condition);
          if (!role.equals(user.role())) {
            refuseStranger(user, "the role");
          }
          if (!role.equals(Role.ADMINISTRATOR)) {
            anotherAdministratorStays(sql, user);
          }
          TaskGrant operates =
              limit.isEmpty() && role.equals(user.role())
                  ? user.operates()
                  : TaskGrant.of(role, limit);
          UserTable.changeRole(sql, name, role, operates);
        });
    return require(name);
  }

  /**
   * Gives a user a password that has to be changed, and ends all sessions of that user.
   *
   * @throws ProblemException 404 if there is no such user, 409 if somebody else checks the password
   */
  void resetPassword(String name, String oneTimePassword) {
    refuseStranger(require(name), "the password");
    String stored = hash.apply(oneTimePassword);
    change(
        name,
        sql -> {
          UserTable.resetPassword(sql, name, stored);
          SessionTable.deleteOf(sql, name);
        });
  }

  /**
   * Removes a user and all sessions of that user.
   *
   * @throws ProblemException 404, 412, or 409 if no administrator would be left
   */
  void delete(String name, IfMatch condition) {
    change(
        name,
        sql -> {
          anotherAdministratorStays(sql, locked(sql, name, condition));
          UserTable.delete(sql, name);
        });
  }

  private interface Change {
    void in(Sql sql) throws SQLException;
  }

  private void change(String name, Change change) {
    database.transaction(
        sql -> {
          change.in(sql);
          return null;
        });
    forget.accept(name);
  }

  private static User locked(Sql sql, String name, IfMatch condition) throws SQLException {
    User user = present(UserTable.lock(sql, name), name);
    condition.check(user.etag());
    return user;
  }

  private static void refuseStranger(User user, String what) {
    if (user.subject().isPresent()) {
      throw ProblemException.conflict(
          user.name() + " signs in by " + user.signsInBy() + ": change " + what + " there");
    }
  }

  private static void anotherAdministratorStays(Sql sql, User user) throws SQLException {
    if (user.role().equals(Role.ADMINISTRATOR)
        && user.subject().isEmpty()
        && UserTable.otherAdministrators(sql, user.name()) == 0) {
      throw ProblemException.conflict(user.name() + " is the last administrator");
    }
  }
}
