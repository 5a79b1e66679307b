package dev.groundcrew.access;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.function.Predicate;

/**
 * The caller.
 *
 * @param name as signed in
 * @param roles all that the caller has; none while the password must be changed
 * @param mustChangePassword whether that has to be done before anything else
 */
@JsonbPropertyOrder({"name", "roles", "mustChangePassword"})
public record Me(String name, List<String> roles, boolean mustChangePassword) {
  static Me of(User user) {
    return of(user.name(), user.roles()::contains);
  }

  static Me of(String name, Predicate<String> hasRole) {
    return new Me(name, Role.ALL.stream().filter(hasRole).toList(), hasRole.test(Role.NEWCOMER));
  }
}
