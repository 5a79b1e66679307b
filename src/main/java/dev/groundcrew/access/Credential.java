package dev.groundcrew.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Name and password as somebody has given them.
 *
 * @param name 1 to 100 characters
 * @param password 1 to 200 characters
 */
record Credential(String name, String password) {
  private static final String SCHEME = "Basic ";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PASSWORD = 200;
  private static final int LONGEST_HEADER = 2_000;

  /**
   * Reads a header as RFC 7617 has it, without control characters; empty if it is missing or
   * anything else.
   */
  static Optional<Credential> of(String header) {
    if (header == null
        || header.length() > LONGEST_HEADER
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return decoded(header.substring(SCHEME.length()).strip()).flatMap(Credential::split);
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

  private static Optional<Credential> split(String pair) {
    int colon = pair.indexOf(':');
    return colon < 0 ? Optional.empty() : of(pair.substring(0, colon), pair.substring(colon + 1));
  }

  /**
   * A pair that somebody may have; empty if nobody can. RFC 7617 allows no control characters;
   * PostgreSQL fails on U+0000, which is no outage.
   */
  static Optional<Credential> of(String name, String password) {
    boolean possible =
        hasLength(name, LONGEST_NAME)
            && hasLength(password, LONGEST_PASSWORD)
            && (name + password).chars().noneMatch(Character::isISOControl);
    return possible ? Optional.of(new Credential(name, password)) : Optional.empty();
  }

  private static boolean hasLength(String text, int most) {
    return !text.isEmpty() && text.length() <= most;
  }

  /** Without the password, which must not reach a log. */
  @Override
  public String toString() {
    return "Credential of " + name;
  }
}
