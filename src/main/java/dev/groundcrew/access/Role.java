package dev.groundcrew.access;

import java.util.List;
import java.util.Set;

/** Names of roles, for {@code @RolesAllowed}. Each includes the ones above it. */
public final class Role {
  /** Reads. */
  public static final String VIEWER = "viewer";

  /** Runs and cancels. */
  public static final String OPERATOR = "operator";

  /** Defines tasks, users and alerts. */
  public static final String ADMINISTRATOR = "administrator";

  private static final List<String> ASCENDING = List.of(VIEWER, OPERATOR, ADMINISTRATOR);

  private Role() {}

  /** A role and all that it includes. */
  static Set<String> upTo(String role) {
    return Set.copyOf(ASCENDING.subList(0, ASCENDING.indexOf(role) + 1));
  }
}
