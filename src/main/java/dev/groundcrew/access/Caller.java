package dev.groundcrew.access;

import java.util.Set;

/**
 * Somebody who has proved who they are.
 *
 * @param name of a user, or of a token after {@code token:}
 * @param roles all of them
 * @param operates the tasks that the roles let the caller operate
 */
record Caller(String name, Set<String> roles, TaskGrant operates) {
  static Caller of(User user) {
    return new Caller(user.name(), user.roles(), user.operates());
  }

  static Caller of(Token token) {
    return new Caller(token.caller(), token.roles(), token.operates());
  }
}
