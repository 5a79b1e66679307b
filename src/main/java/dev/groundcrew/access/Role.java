package dev.groundcrew.access;

/** Names of roles, for {@code @RolesAllowed}. Each includes the ones above it. */
public final class Role {
  /** Reads. */
  public static final String VIEWER = "viewer";

  /** Runs and cancels. */
  public static final String OPERATOR = "operator";

  /** Defines tasks, users and alerts. */
  public static final String ADMINISTRATOR = "administrator";

  private Role() {}
}
