package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {
  @Test
  void eachRoleIncludesTheOnesBelowIt() {
    assertThat(Role.upTo(Role.VIEWER)).containsExactlyInAnyOrder("viewer");
    assertThat(Role.upTo(Role.OPERATOR)).containsExactlyInAnyOrder("viewer", "operator");
    assertThat(Role.upTo(Role.ADMINISTRATOR))
        .containsExactlyInAnyOrder("viewer", "operator", "administrator");
  }

  @Test
  void anUnknownRoleMayNothing() {
    assertThat(Role.upTo("Viewer")).isEmpty();
    assertThat(Role.upTo("")).isEmpty();
  }
}
