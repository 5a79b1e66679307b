package dev.groundcrew.access;

import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may sign in.
 *
 * @param name unique
 * @param passwordHash see {@link PasswordHash}
 * @param role one of {@link Role}
 * @param origin where the password comes from
 * @param mustChangePassword whether it was meant for one sign-in only
 * @param operates the tasks that the role lets the user operate
 * @param subject who somebody else says that this is; empty for a user with a password of ours
 */
record User(
    String name,
    String passwordHash,
    String role,
    Origin origin,
    boolean mustChangePassword,
    TaskGrant operates,
    Optional<String> subject) {
  /** A user whom nothing but the role limits. */
  User(String name, String passwordHash, String role, Origin origin, boolean mustChangePassword) {
    this(
        name,
        passwordHash,
        role,
        origin,
        mustChangePassword,
        TaskGrant.of(role, Optional.empty()),
        Optional.empty());
  }

  /** Where a password comes from. */
  enum Origin {
    /** A setting: it wins over the stored one at each start. */
    CONFIGURED,
    /** Made at the first start and printed once. */
    GENERATED,
    /** The user's own choice. */
    CHOSEN
  }

  /** How the user signs in: by a password of ours, or as the subject begins. */
  String signsInBy() {
    return subject.map(text -> text.substring(0, text.indexOf(':'))).orElse("password");
  }

  /** Changes with whatever an administrator sees or sets. */
  String etag() {
    return Secret.hash(
            String.join(
                ":",
                passwordHash,
                role,
                origin.name(),
                "" + mustChangePassword,
                String.join(" ", operates.patterns())))
        .substring(0, 16);
  }

  /** What the user may be, for the container. */
  Set<String> roles() {
    return mustChangePassword ? Set.of(Role.NEWCOMER) : Role.upTo(role);
  }
}
