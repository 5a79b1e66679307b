package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the first user (rule 5 of the package). */
@ApplicationScoped
public class FirstAdministrator {
  private static final Logger LOG = System.getLogger(FirstAdministrator.class.getName());
  private static final String NAME = "admin";
  private static final String RESET_FILE = "reset-admin";
  private static final int OK = 200;

  @Inject Database database;
  @Inject AccessSettings settings;

  @Inject Audit audit;

  private final PasswordHash hash;

  FirstAdministrator() {
    this(new PasswordHash());
  }

  FirstAdministrator(PasswordHash hash) {
    this.hash = hash;
  }

  /**
   * Makes the user {@code admin} if there is no user at all. If its password came from the
   * configuration and that has changed, the configuration wins. If there is a file {@code
   * reset-admin} in {@code groundcrew.home}, the user gets a new password, and the role, and all
   * its sessions end.
   *
   * @return the generated password, to be shown once; empty if none was generated here
   * @throws DatabaseException if the users cannot be read or written
   */
  public Optional<String> ensure() {
    boolean reset = takeResetFile();
    if (!database.transaction(UserTable::isEmpty)) {
      if (reset) {
        return reset();
      }
      settings.administratorPassword().ifPresent(this::follow);
      return Optional.empty();
    }
    Optional<String> configured = settings.administratorPassword();
    String password = configured.orElseGet(OneTimePassword::generate);
    User.Origin origin = configured.isPresent() ? User.Origin.CONFIGURED : User.Origin.GENERATED;
    boolean mine =
        insert(
            new User(NAME, hash.hash(password), Role.ADMINISTRATOR, origin, configured.isEmpty()));
    return mine && configured.isEmpty() ? Optional.of(password) : Optional.empty();
  }

  /** The file goes first: one that stays would issue a password at every start. */
  private boolean takeResetFile() {
    Path file = settings.home().resolve(RESET_FILE);
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "no password is reset, since this file cannot be removed: " + file, e);
      return false;
    }
  }

  private Optional<String> reset() {
    Optional<String> configured = settings.administratorPassword();
    String password = configured.orElseGet(OneTimePassword::generate);
    String stored = hash.hash(password);
    User.Origin origin = configured.isPresent() ? User.Origin.CONFIGURED : User.Origin.GENERATED;
    var admin = new User(NAME, stored, Role.ADMINISTRATOR, origin, configured.isEmpty());
    database.transaction(
        sql -> {
          // Its sessions go with it.
          UserTable.delete(sql, NAME);
          UserTable.insert(sql, admin);
          return null;
        });
    audit.add(
        new AuditEntry(
            RESET_FILE,
            "",
            "RESET",
            "/api/users/" + NAME,
            AuditEntry.Outcome.DONE,
            OK,
            Optional.empty(),
            Optional.empty()));
    return configured.isEmpty() ? Optional.of(password) : Optional.empty();
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
}
