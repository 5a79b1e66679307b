package dev.groundcrew.access;

/**
 * Somebody who may sign in.
 *
 * @param name unique
 * @param passwordHash see {@link PasswordHash}
 * @param role one of {@link Role}
 * @param origin where the password comes from
 */
record User(String name, String passwordHash, String role, Origin origin) {
  /** Where a password comes from. */
  enum Origin {
    /** A setting: it wins over the stored one at each start. */
    CONFIGURED,
    /** Made at the first start and printed once. */
    GENERATED
  }
}
