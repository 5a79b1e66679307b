package dev.groundcrew.access;

import dev.groundcrew.web.ProblemException;
import java.util.Optional;

/**
 * What a password must be. Length is all that counts; NIST SP 800-63B advises against rules about
 * kinds of characters.
 */
final class NewPassword {
  static final int SHORTEST = 8;
  static final int LONGEST = 200;

  private NewPassword() {}

  /** What is wrong with a password, if anything. */
  static Optional<String> fault(String password) {
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      return Optional.of("must have " + SHORTEST + " to " + LONGEST + " characters");
    }
    return password.chars().anyMatch(Character::isISOControl)
        ? Optional.of("must not have control characters")
        : Optional.empty();
  }

  /**
   * Refuses a password that a user must not choose.
   *
   * @param pointer where the request has it
   * @throws ProblemException 400
   */
  static void check(String pointer, String chosen, String name, String current) {
    fault(chosen)
        .or(() -> sameAs(chosen, name, "must not be the name"))
        .or(() -> sameAs(chosen, current, "must be another one than the present password"))
        .ifPresent(
            message -> {
              throw ProblemException.badRequest(pointer, message);
            });
  }

  private static Optional<String> sameAs(String chosen, String other, String message) {
    return chosen.equalsIgnoreCase(other) ? Optional.of(message) : Optional.empty();
  }
}
