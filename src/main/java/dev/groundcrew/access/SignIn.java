package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import dev.groundcrew.settings.Own;
import dev.groundcrew.web.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Who somebody is: the one place that the mechanism and the resources ask. */
@ApplicationScoped
class SignIn {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Inject Database database;
  @Inject @Own InstantSource clock;
  @Inject AccessSettings settings;
  @Inject Audit audit;
  private Passwords passwords;
  private Sessions sessions;
  private Tokens tokens;
  private Users users;
  private Strangers strangers;
  private BackOff backOff;

  @PostConstruct
  void make() {
    make(new PasswordHash());
  }

  /** For tests, with a hash that is cheap. */
  void make(PasswordHash hash) {
    passwords = new Passwords(database, hash, clock, Runtime.getRuntime().availableProcessors());
    sessions = new Sessions(database, clock, settings.sessionIdle(), settings.sessionLongest());
    tokens = new Tokens(database, clock);
    backOff = new BackOff(clock);
    users = new Users(database, this::hash, this::forget);
    strangers = new Strangers(database, this::forget);
  }

  Tokens tokens() {
    return tokens;
  }

  Users users() {
    return users;
  }

  Strangers strangers() {
    return strangers;
  }

  Instant now() {
    return clock.instant();
  }

  private String hash(String password) {
    return unlessOverloaded(() -> passwords.hash(password));
  }

  /** What a user has proved counts no more. */
  private void forget(String user) {
    passwords.forget(user);
    sessions.forget(user);
  }

  /**
   * Whose name and password these are, if anybody's.
   *
   * @param address where they come from
   * @throws ProblemException 429 after too many wrong ones, 503 if too many sign in at once or
   *     there is no user yet
   */
  Optional<User> byPassword(Credential given, String address) {
    if (!passwords.isRemembered(given)) {
      refuseGuesses(given.name(), address);
    }
    Optional<User> user = unlessOverloaded(() -> passwords.check(given));
    if (user.isPresent()) {
      backOff.succeeded(given.name(), address);
    } else {
      refuseBeforeTheFirst();
      backOff.failed(given.name(), address);
      audit.signIn(given.name(), address, UNAUTHORIZED);
    }
    return user;
  }

  /** The start still derives the first administrator's key: the right password is no guess. */
  private void refuseBeforeTheFirst() {
    if (database.transaction(UserTable::isEmpty)) {
      throw ProblemException.unavailable("Nobody can sign in yet: the start goes on", RETRY_AFTER);
    }
  }

  /** Not in the audit each time: a guesser must not be able to fill the table. */
  private void refuseGuesses(String name, String address) {
    backOff
        .pause(name, address)
        .ifPresent(
            pause -> {
              throw ProblemException.tooManyRequests(
                  "Too many wrong passwords for this name from this address: wait",
                  pause.plusSeconds(1));
            });
  }

  private static <T> T unlessOverloaded(Supplier<T> work) {
    try {
      return work.get();
    } catch (Passwords.Overloaded e) {
      throw ProblemException.unavailable("Too many sign in at once: try again", RETRY_AFTER);
    }
  }

  /**
   * Whose name and password these are as the server sees it, if anybody's.
   *
   * @param realm asks the server for the groups of whoever that is
   * @throws ProblemException 429 after too many wrong ones, 403 if that is nobody who may come in
   */
  Optional<User> byServer(
      Credential given,
      String address,
      RoleMapping roles,
      Function<Credential, Optional<Set<String>>> realm) {
    refuseGuesses(given.name(), address);
    Optional<Set<String>> groups = realm.apply(given);
    if (groups.isEmpty()) {
      backOff.failed(given.name(), address);
      audit.signIn(given.name(), address, UNAUTHORIZED);
      return Optional.empty();
    }
    backOff.succeeded(given.name(), address);
    String subject = "server:" + given.name();
    try {
      String role =
          roles
              .roleOf(groups.get())
              .orElseThrow(
                  () ->
                      new SignInRefused(
                          SignInRefused.Why.NO_ROLE, "No group of yours has a role here"));
      return Optional.of(strangers.welcome(new Stranger(subject, given.name(), role)));
    } catch (SignInRefused e) {
      strangers.turnAway(given.name(), subject);
      audit.signIn(given.name(), address, FORBIDDEN);
      throw ProblemException.forbidden(e.getMessage());
    }
  }

  /** Whether the password of a name is kept here. */
  boolean keepsPasswordOf(String name) {
    return users.find(name).filter(user -> user.subject().isEmpty()).isPresent();
  }

  /** Whose session this is, if anybody's. */
  Optional<User> bySession(String secret) {
    return sessions.check(secret);
  }

  /** Whose token this is, if it is one; the use of one that is over is in the audit. */
  Optional<Caller> byToken(String secret, String address) {
    Optional<Token> token = tokens.check(secret);
    if (token.isEmpty()) {
      tokens
          .noticeOver(secret)
          .ifPresent(over -> audit.signIn(over.caller(), address, UNAUTHORIZED));
    }
    return token.map(Caller::of);
  }

  /** Begins a session; gives its secret. */
  String begin(User user, String address) {
    String secret = sessions.begin(user);
    audit.signIn(user.name(), address, OK);
    return secret;
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
  User changePassword(String name, String current, String chosen, String address) {
    if (users.find(name).flatMap(User::subject).isPresent()) {
      throw ProblemException.conflict("Your password is not kept here: change it where it is");
    }
    User user =
        Credential.of(name, current)
            .flatMap(given -> byPassword(given, address))
            .orElseThrow(
                () -> ProblemException.badRequest("/current", "is not the present password"));
    if (user.origin() == User.Origin.CONFIGURED && settings.administratorPassword().isPresent()) {
      throw ProblemException.conflict(
          "The configuration rules this password: change " + AccessSettings.PASSWORD_KEY);
    }
    NewPassword.check("/new", chosen, name, current);
    String stored = hash(chosen);
    boolean changed =
        database.transaction(
            sql -> {
              SessionTable.deleteOf(sql, name);
              return UserTable.choosePassword(sql, name, user.passwordHash(), stored);
            });
    forget(name);
    if (!changed) {
      throw ProblemException.conflict("The password has been changed meanwhile: sign in again");
    }
    return new User(
        name, stored, user.role(), User.Origin.CHOSEN, false, user.operates(), Optional.empty());
  }
}
