package dev.groundcrew.access;

import java.util.Set;

/**
 * Somebody who has proved who they are.
 *
 * @param name of a user, or of a token after {@code token:}
 * @param roles all of them
 */
record Caller(String name, Set<String> roles) {
  static Caller of(User user) {
    return new Caller(user.name(), user.roles());
  }

  static Caller of(Token token) {
    return new Caller(token.caller(), token.roles());
  }
}
