package dev.groundcrew.access;

import dev.groundcrew.access.SignInRefused.Why;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Users whom others check: each sign-in makes the user, or brings the role up to date (rule 14 of
 * the package). Safe for use by several threads.
 */
final class Strangers {
  private final Database database;
  private final Consumer<String> forget;

  /**
   * @param forget told the name of a user whose role has changed
   */
  Strangers(Database database, Consumer<String> forget) {
    this.database = database;
    this.forget = forget;
  }

  /**
   * The user that a stranger is.
   *
   * @throws SignInRefused if the name cannot be had
   */
  User welcome(Stranger stranger) throws SignInRefused {
    if (!Name.isPossible(stranger.name())) {
      throw new SignInRefused(Why.NAME, "'" + stranger.name() + "' can be nobody's name here");
    }
    Optional<User> known = find(stranger.name());
    User user = known.isPresent() ? known.get() : make(stranger);
    if (!user.subject().equals(Optional.of(stranger.subject()))) {
      throw new SignInRefused(
          Why.NAME, "there is a user " + stranger.name() + " who is somebody else");
    }
    return user.role().equals(stranger.role()) ? user : changed(stranger);
  }

  private Optional<User> find(String name) {
    return database.transaction(sql -> UserTable.find(sql, name));
  }

  private User make(Stranger stranger) {
    User user =
        new User(
            stranger.name(),
            PasswordHash.ofNoPassword(),
            stranger.role(),
            User.Origin.CHOSEN,
            false,
            TaskGrant.of(stranger.role(), Optional.empty()),
            Optional.of(stranger.subject()));
    try {
      return database.transaction(
          sql -> {
            UserTable.insert(sql, user);
            return user;
          });
    } catch (DatabaseException e) {
      if (e.duplicateKey()) {
        // Somebody of that name came at the same time.
        return find(stranger.name()).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private User changed(Stranger stranger) {
    User user = database.transaction(sql -> changed(sql, stranger));
    forget.accept(stranger.name());
    return user;
  }

  private static User changed(Sql sql, Stranger stranger) throws SQLException {
    UserTable.followRole(sql, stranger.name(), stranger.role());
    return UserTable.find(sql, stranger.name()).orElseThrow();
  }

  /** Ends the sessions of somebody who has no role any more. */
  void turnAway(String name, String subject) {
    boolean ended =
        database.transaction(
            sql -> {
              boolean same =
                  UserTable.find(sql, name)
                      .flatMap(User::subject)
                      .filter(subject::equals)
                      .isPresent();
              if (same) {
                SessionTable.deleteOf(sql, name);
              }
              return same;
            });
    if (ended) {
      forget.accept(name);
    }
  }
}
