package dev.groundcrew.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as PBKDF2 (rule 3 of the package). Safe for use by several threads. */
class PasswordHash {
  static final int ITERATIONS = 600_000;
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int iterations;
  private final String nobody;
  private final AtomicLong calls = new AtomicLong();

  PasswordHash() {
    this(ITERATIONS);
  }

  /** For tests, which cannot spend a quarter of a second on each password. */
  PasswordHash(int iterations) {
    this.iterations = iterations;
    this.nobody = format(new byte[SALT_BYTES], iterations, new byte[KEY_BITS / 8]);
  }

  /** What to store: algorithm, iterations, salt and key, between dollar signs. */
  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return format(salt, iterations, derive(password, salt, iterations));
  }

  /** What to store of somebody who has none: no password is known that would lead to this key. */
  static String ofNoPassword() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] key = new byte[KEY_BITS / 8];
    RANDOM.nextBytes(key);
    return format(salt, ITERATIONS, key);
  }

  private static String format(byte[] salt, int iterations, byte[] key) {
    Base64.Encoder encoder = Base64.getEncoder();
    return String.join(
        "$",
        ALGORITHM,
        Integer.toString(iterations),
        encoder.encodeToString(salt),
        encoder.encodeToString(key));
  }

  /** Whether a password is the stored one; compares in constant time. */
  boolean matches(String password, String stored) {
    String[] parts = stored.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(ALGORITHM)) {
      throw new IllegalStateException("a stored password has an unknown format");
    }
    byte[] salt = Base64.getDecoder().decode(parts[2]);
    byte[] key = derive(password, salt, Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(key, Base64.getDecoder().decode(parts[3]));
  }

  /** The work of {@link #matches} for a user that does not exist. */
  void matchesNobody(String password) {
    boolean ignored = matches(password, nobody);
  }

  private byte[] derive(String password, byte[] salt, int rounds) {
    calls.incrementAndGet();
    var spec = new PBEKeySpec(password.toCharArray(), salt, rounds, KEY_BITS);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
    } finally {
      spec.clearPassword();
    }
  }

  /** How often a key has been derived. */
  long calls() {
    return calls.get();
  }
}
