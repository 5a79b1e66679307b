package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
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
  private static final Duration READ_AGAIN = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Database database;
  private final PasswordHash hash;
  private final InstantSource clock;
  private final Duration wait;
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

  /** A user as stored when the pair was right, until when that counts, and when to look again. */
  private record Known(User user, Instant until, Instant readAgain) {
    Known lookedAt(Instant now) {
      return new Known(user, until, now.plus(READ_AGAIN));
    }
  }

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
    this(database, hash, clock, hashesAtOnce, WAIT);
  }

  /**
   * @param wait how long a hash may have to wait for its turn
   */
  Passwords(
      Database database, PasswordHash hash, InstantSource clock, int hashesAtOnce, Duration wait) {
    this.database = database;
    this.hash = hash;
    this.clock = clock;
    this.wait = wait;
    this.hashing = new Semaphore(hashesAtOnce);
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, "HmacSHA256");
  }

  /**
   * The roles of a user; empty if name and password do not belong together.
   *
   * @throws Overloaded if too many others are being checked
   * @throws DatabaseException if the users cannot be read
   */
  Optional<Set<String>> check(String name, String password) {
    String pair = keyed(name, password);
    Optional<User> user = remembered(pair);
    if (user.isEmpty()) {
      user = find(name);
      if (!matches(user, password)) {
        return Optional.empty();
      }
      remember(pair, user.orElseThrow());
    }
    return user.map(User::role).map(Role::upTo);
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
      if (!hashing.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Overloaded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Overloaded();
    }
  }

  private Optional<User> find(String name) {
    return database.transaction(sql -> UserTable.find(sql, name));
  }

  private Optional<User> remembered(String pair) {
    Instant now = clock.instant();
    Known found;
    synchronized (known) {
      found = known.get(pair);
      if (found == null || !now.isBefore(found.until)) {
        return Optional.empty();
      }
      if (now.isBefore(found.readAgain)) {
        return Optional.of(found.user);
      }
      // Others with the same pair go on meanwhile: if the database is away, one of them waits.
      known.put(pair, found.lookedAt(now));
    }
    return Optional.of(found.user).filter(user -> stillStands(pair, user));
  }

  private boolean stillStands(String pair, User user) {
    try {
      if (find(user.name()).filter(user::equals).isPresent()) {
        return true;
      }
    } catch (DatabaseException e) {
      if (e.unavailable()) {
        return true;
      }
      throw e;
    }
    synchronized (known) {
      known.remove(pair);
    }
    return false;
  }

  private void remember(String pair, User user) {
    Instant now = clock.instant();
    synchronized (known) {
      known.put(pair, new Known(user, now.plus(REMEMBERED), now.plus(READ_AGAIN)));
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
