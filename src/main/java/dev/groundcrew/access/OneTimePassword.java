package dev.groundcrew.access;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** A password that is shown once and good for one sign-in: about 118 bits, easy to read out. */
final class OneTimePassword {
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 24;

  private OneTimePassword() {}

  static String generate() {
    return new SecureRandom()
        .ints(LENGTH, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }
}
