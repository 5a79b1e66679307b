package dev.groundcrew.access;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.function.Predicate;

/**
 * The caller.
 *
 * @param name as signed in
 * @param roles all that the caller has; none while the password must be changed
 * @param tasks patterns of the names of the tasks that the caller may operate
 * @param mustChangePassword whether that has to be done before anything else
 */
@JsonbPropertyOrder({"name", "roles", "tasks", "mustChangePassword"})
public record Me(String name, List<String> roles, List<String> tasks, boolean mustChangePassword) {
  static Me of(User user) {
    return of(user.name(), user.roles()::contains, user.operates());
  }

  static Me of(String name, Predicate<String> hasRole, TaskGrant operates) {
    return new Me(
        name,
        Role.ALL.stream().filter(hasRole).toList(),
        hasRole.test(Role.NEWCOMER) ? List.of() : operates.patterns(),
        hasRole.test(Role.NEWCOMER));
  }
}
