package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks names and passwords (rules 3 and 4 of the package). Safe for use by several threads. */
final class Passwords {
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Database database;
  private final PasswordHash hash;
  private final Duration wait;
  private final Semaphore hashing;
  private final SecretKeySpec key;
  private final Remembered<User> remembered;

  /** Pairs that are being checked: a program sends one with many requests at a time. */
  private final Map<String, CompletableFuture<Optional<User>>> checking = new ConcurrentHashMap<>();

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
    this.wait = wait;
    this.hashing = new Semaphore(hashesAtOnce);
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, "HmacSHA256");
    this.remembered = new Remembered<>(clock);
  }

  /** Whether a pair was right lately, so that it is no guess. */
  boolean isRemembered(Credential given) {
    return remembered.has(keyed(given));
  }

  /**
   * The user; empty if name and password do not belong together. Of those who bring the same pair
   * at the same time one has it checked, and the others wait for what comes of it.
   *
   * @throws Overloaded if too many others are being checked
   * @throws DatabaseException if the users cannot be read
   */
  Optional<User> check(Credential given) {
    String pair = keyed(given);
    Optional<User> known = remembered.get(pair, user -> find(user.name()).filter(user::equals));
    if (known.isPresent()) {
      return known;
    }
    var mine = new CompletableFuture<Optional<User>>();
    CompletableFuture<Optional<User>> first = checking.putIfAbsent(pair, mine);
    if (first != null) {
      return resultOf(first);
    }
    try {
      Optional<User> user = checkAnew(given, pair);
      mine.complete(user);
      return user;
    } catch (Throwable e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      checking.remove(pair);
    }
  }

  private static <T> T resultOf(CompletableFuture<T> first) {
    try {
      return first.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Optional<User> checkAnew(Credential given, String pair) {
    Optional<User> user = find(given.name());
    if (!inTurn(() -> matches(user, given.password()))) {
      return Optional.empty();
    }
    remembered.put(pair, user.orElseThrow());
    return user;
  }

  private boolean matches(Optional<User> user, String password) {
    if (user.isPresent()) {
      return hash.matches(password, user.get().passwordHash());
    }
    hash.matchesNobody(password);
    return false;
  }

  /**
   * What to store of a password.
   *
   * @throws Overloaded if too many others are being checked
   */
  String hash(String password) {
    return inTurn(() -> hash.hash(password));
  }

  /** Forgets that a user has proved anything. */
  void forget(String name) {
    remembered.forget(user -> user.name().equals(name));
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!hashing.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Overloaded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Overloaded();
    }
    try {
      return work.get();
    } finally {
      hashing.release();
    }
  }

  private Optional<User> find(String name) {
    return database.transaction(sql -> UserTable.find(sql, name));
  }

  /** The length before the name keeps two different pairs from having one text. */
  private String keyed(Credential given) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String text = given.name().length() + ":" + given.name() + given.password();
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }
}
