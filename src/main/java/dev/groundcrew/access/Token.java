package dev.groundcrew.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a program signs in with, without its secret.
 *
 * @param name unique
 * @param role one of {@link Role}
 * @param operates the tasks that the role lets the program operate
 * @param createdBy who made it
 * @param expiresAt from when on it is worth nothing
 * @param lastUsedAt to the minute
 */
record Token(
    String name,
    String role,
    TaskGrant operates,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> lastUsedAt) {
  /** What the token may be, for the container. */
  Set<String> roles() {
    return Role.upTo(role);
  }

  /** The name of its caller; no user's name has a colon. */
  String caller() {
    return "token:" + name;
  }

  /** Changes when another token takes the name. */
  String etag() {
    return Secret.hash(name + createdAt).substring(0, 16);
  }
}
