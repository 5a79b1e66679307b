package dev.groundcrew.access;

import java.util.List;
import java.util.Set;

/** Names of roles, for {@code @MayCall}. */
public final class Role {
  /** Reads the figures for Prometheus and nothing else. */
  public static final String METRICS = "metrics";

  /** Reads. */
  public static final String VIEWER = "viewer";

  /** Runs and cancels; includes the viewer. */
  public static final String OPERATOR = "operator";

  /** Defines tasks, users and alerts; includes the operator. */
  public static final String ADMINISTRATOR = "administrator";

  /** Has a password for one sign-in, and may only change it. Nobody is given this role. */
  public static final String NEWCOMER = "newcomer";

  /** Those that somebody can be given. */
  static final List<String> ALL = List.of(METRICS, VIEWER, OPERATOR, ADMINISTRATOR);

  private static final List<String> ASCENDING = List.of(VIEWER, OPERATOR, ADMINISTRATOR);

  private Role() {}

  /** A role and all that it includes. */
  static Set<String> upTo(String role) {
    return role.equals(METRICS)
        ? Set.of(METRICS)
        : Set.copyOf(ASCENDING.subList(0, ASCENDING.indexOf(role) + 1));
  }
}
