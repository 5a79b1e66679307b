package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import dev.groundcrew.web.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Who somebody is: the one place that the mechanism and the resources ask. */
@ApplicationScoped
class SignIn {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Inject Database database;
  @Inject InstantSource clock;
  @Inject AccessSettings settings;
  private Passwords passwords;
  private Sessions sessions;

  @PostConstruct
  void make() {
    passwords =
        new Passwords(
            database, new PasswordHash(), clock, Runtime.getRuntime().availableProcessors());
    sessions = new Sessions(database, clock, settings.sessionIdle(), settings.sessionLongest());
  }

  /**
   * Whose name and password these are, if anybody's.
   *
   * @throws ProblemException 503 if too many sign in at once
   */
  Optional<User> byPassword(Credential given) {
    return unlessOverloaded(() -> passwords.check(given));
  }

  private static <T> T unlessOverloaded(Supplier<T> work) {
    try {
      return work.get();
    } catch (Passwords.Overloaded e) {
      throw ProblemException.unavailable("Too many sign in at once: try again", RETRY_AFTER);
    }
  }

  /** Whose session this is, if anybody's. */
  Optional<User> bySession(String secret) {
    return sessions.check(secret);
  }

  /** Begins a session; gives its secret. */
  String begin(User user) {
    return sessions.begin(user);
  }

  /** Ends a session, if there is such a one. */
  void end(String secret) {
    sessions.end(secret);
  }

  /**
   * Replaces a user's own password, and ends all sessions of that user.
   *
   * @return the user with the new password
   * @throws ProblemException 400 if {@code current} is wrong or {@code chosen} is no good, 409 if
   *     the password belongs to the configuration or was changed meanwhile
   */
  User changePassword(String name, String current, String chosen) {
    User user =
        Credential.of(name, current)
            .flatMap(this::byPassword)
            .orElseThrow(
                () -> ProblemException.badRequest("/current", "is not the present password"));
    if (user.origin() == User.Origin.CONFIGURED && settings.administratorPassword().isPresent()) {
      throw ProblemException.conflict(
          "The configuration rules this password: change " + AccessSettings.PASSWORD_KEY);
    }
    NewPassword.check("/new", chosen, name, current);
    String stored = unlessOverloaded(() -> passwords.hash(chosen));
    boolean changed =
        database.transaction(
            sql -> {
              SessionTable.deleteOf(sql, name);
              return UserTable.choosePassword(sql, name, user.passwordHash(), stored);
            });
    passwords.forget(name);
    sessions.forget(name);
    if (!changed) {
      throw ProblemException.conflict("The password has been changed meanwhile: sign in again");
    }
    return new User(name, stored, user.role(), User.Origin.CHOSEN, false);
  }
}
