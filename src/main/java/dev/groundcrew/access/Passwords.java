package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks names and passwords (rules 3 and 4 of the package). Safe for use by several threads. */
final class Passwords {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 1_000;
  private static final long WAIT_MILLIS = 1_000;

  private final Database database;
  private final PasswordHash hash;
  private final InstantSource clock;
  private final Semaphore hashing;
  private final SecretKeySpec key;

  // Guarded by itself.
  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private record Known(Set<String> roles, Instant until) {}

  /** Too many want to sign in at once. */
  static final class Overloaded extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Passwords of the users in a database.
   *
   * @param hashesAtOnce how many hashes may be computed at the same time
   */
  Passwords(Database database, PasswordHash hash, InstantSource clock, int hashesAtOnce) {
    this.database = database;
    this.hash = hash;
    this.clock = clock;
    this.hashing = new Semaphore(hashesAtOnce);
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, "HmacSHA256");
  }

  /**
   * The roles of a user; empty if name and password do not belong together.
   *
   * @throws Overloaded if too many others are being checked
   * @throws dev.groundcrew.database.DatabaseException if the users cannot be read
   */
  Optional<Set<String>> check(String name, String password) {
    String pair = keyed(name, password);
    Optional<Set<String>> remembered = remembered(pair);
    if (remembered.isPresent()) {
      return remembered;
    }
    Optional<User> user = database.transaction(sql -> UserTable.find(sql, name));
    if (!matches(user, password)) {
      return Optional.empty();
    }
    Set<String> roles = Role.upTo(user.orElseThrow().role());
    remember(pair, roles);
    return Optional.of(roles);
  }

  private boolean matches(Optional<User> user, String password) {
    enter();
    try {
      if (user.isPresent()) {
        return hash.matches(password, user.get().passwordHash());
      }
      hash.matchesNobody(password);
      return false;
    } finally {
      hashing.release();
    }
  }

  private void enter() {
    try {
      if (!hashing.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new Overloaded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Overloaded();
    }
  }

  private Optional<Set<String>> remembered(String pair) {
    synchronized (known) {
      Known found = known.get(pair);
      return found != null && clock.instant().isBefore(found.until)
          ? Optional.of(found.roles)
          : Optional.empty();
    }
  }

  private void remember(String pair, Set<String> roles) {
    synchronized (known) {
      known.put(pair, new Known(roles, clock.instant().plus(REMEMBERED)));
    }
  }

  /** The length before the name keeps two different pairs from having one text. */
  private String keyed(String name, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String text = name.length() + ":" + name + password;
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }
}
