package dev.groundcrew.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Name and password of an {@code Authorization} header.
 *
 * @param name 1 to 100 characters
 * @param password 1 to 200 characters
 */
record BasicCredential(String name, String password) {
  private static final String SCHEME = "Basic ";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PASSWORD = 200;
  private static final int LONGEST_HEADER = 2_000;

  /**
   * Reads a header as RFC 7617 has it, without control characters; empty if it is missing or
   * anything else.
   */
  static Optional<BasicCredential> of(String header) {
    if (header == null
        || header.length() > LONGEST_HEADER
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return decoded(header.substring(SCHEME.length()).strip()).flatMap(BasicCredential::split);
  }

  private static Optional<String> decoded(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** RFC 7617 allows no control characters; PostgreSQL fails on U+0000, which is no outage. */
  private static Optional<BasicCredential> split(String pair) {
    int colon = pair.indexOf(':');
    if (colon < 1 || colon > LONGEST_NAME || pair.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    String password = pair.substring(colon + 1);
    return password.isEmpty() || password.length() > LONGEST_PASSWORD
        ? Optional.empty()
        : Optional.of(new BasicCredential(pair.substring(0, colon), password));
  }

  /** Without the password, which must not reach a log. */
  @Override
  public String toString() {
    return "BasicCredential of " + name;
  }
}
