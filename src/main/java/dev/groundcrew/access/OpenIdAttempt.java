package dev.groundcrew.access;

import dev.groundcrew.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A sign-in that has gone to the provider and is to come back. All that must be remembered for it
 * is derived from one secret in a cookie of the browser, so that any node can go on with it and
 * none keeps anything of strangers.
 *
 * @param secret random, with its begin
 * @param begun when it went
 * @param then the page to go to afterwards, as somebody asked for it
 */
record OpenIdAttempt(String secret, Instant begun, String then) {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int LONGEST_THEN = 500;

  /** Begins one. */
  static OpenIdAttempt begin(Instant now, String then) {
    return new OpenIdAttempt(
        Secret.random() + "." + now.getEpochSecond(),
        Instant.ofEpochSecond(now.getEpochSecond()),
        then.length() > LONGEST_THEN ? "" : then);
  }

  /** Reads a cookie; empty if it is none of ours, or too old. */
  static Optional<OpenIdAttempt> read(String cookie, Instant now) {
    String[] parts = cookie.split("\\.", -1);
    if (parts.length != 3 || parts[0].isEmpty() || cookie.length() > 2 * LONGEST_THEN) {
      return Optional.empty();
    }
    try {
      Instant begun = Instant.ofEpochSecond(Long.parseLong(parts[1]));
      String then = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
      return begun.isAfter(now) || begun.plus(LONGEST).isBefore(now)
          ? Optional.empty()
          : Optional.of(new OpenIdAttempt(parts[0] + "." + parts[1], begun, then));
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What the browser keeps. */
  String cookie() {
    return secret + "." + base64(then.getBytes(StandardCharsets.UTF_8));
  }

  static Duration longest() {
    return LONGEST;
  }

  /** What the provider gives back with the browser. */
  String state() {
    return derived("state");
  }

  /** What stands in the ID token. */
  String nonce() {
    return derived("nonce");
  }

  /** What only we can show for the challenge (RFC 7636). */
  String verifier() {
    return derived("verifier");
  }

  /** What the provider is told of the verifier. */
  String challenge() {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  /** Whether a state is this attempt's; compares in constant time. */
  boolean hasState(String given) {
    return MessageDigest.isEqual(
        state().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private String derived(String what) {
    return Sha256.hex(what + ":" + secret);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OpenIdAttempt of " + begun;
  }
}
