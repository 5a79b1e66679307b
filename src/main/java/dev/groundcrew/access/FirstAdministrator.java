package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the first user (rule 5 of the package). */
@ApplicationScoped
public class FirstAdministrator {
  private static final String NAME = "admin";
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 24;

  @Inject Database database;
  @Inject AccessSettings settings;

  private final PasswordHash hash;

  FirstAdministrator() {
    this(new PasswordHash());
  }

  FirstAdministrator(PasswordHash hash) {
    this.hash = hash;
  }

  /**
   * Makes the user {@code admin} if there is no user at all. If its password came from the
   * configuration and that has changed, the configuration wins.
   *
   * @return the generated password, to be shown once; empty if none was generated here
   * @throws DatabaseException if the users cannot be read or written
   */
  public Optional<String> ensure() {
    if (!database.transaction(UserTable::isEmpty)) {
      settings.administratorPassword().ifPresent(this::follow);
      return Optional.empty();
    }
    Optional<String> configured = settings.administratorPassword();
    String password = configured.orElseGet(FirstAdministrator::generate);
    User.Origin origin = configured.isPresent() ? User.Origin.CONFIGURED : User.Origin.GENERATED;
    boolean mine =
        insert(
            new User(NAME, hash.hash(password), Role.ADMINISTRATOR, origin, configured.isEmpty()));
    return mine && configured.isEmpty() ? Optional.of(password) : Optional.empty();
  }

  /** Two nodes may start at once; the unique name lets one win. */
  private boolean insert(User user) {
    try {
      return database.transaction(
          sql -> {
            UserTable.insert(sql, user);
            return true;
          });
    } catch (DatabaseException e) {
      if (e.duplicateKey()) {
        return false;
      }
      throw e;
    }
  }

  private void follow(String password) {
    Optional<User> admin = database.transaction(sql -> UserTable.find(sql, NAME));
    boolean changed =
        admin
            .filter(user -> user.origin() == User.Origin.CONFIGURED)
            .filter(user -> !hash.matches(password, user.passwordHash()))
            .isPresent();
    if (changed) {
      String stored = hash.hash(password);
      database.transaction(
          sql -> {
            UserTable.changePassword(sql, NAME, stored);
            return null;
          });
    }
  }

  private static String generate() {
    return new SecureRandom()
        .ints(LENGTH, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }
}
