package dev.groundcrew.access;

import dev.groundcrew.web.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What a caller shows instead of a password: 256 random bits. The database has only their SHA-256,
 * so that who reads it cannot sign in; a slower hash would add nothing to so many bits.
 */
final class Secret {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** A new one, 43 characters of base64url. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What to store of it, 64 hexadecimal digits. */
  static String hash(String secret) {
    return Sha256.hex(secret);
  }
}
