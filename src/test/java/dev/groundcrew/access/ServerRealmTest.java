package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.groundcrew.web.ProblemException;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.junit.jupiter.api.Test;

/** What is made of a server's answer; {@code ServerRealmIT} asks a real one. */
class ServerRealmTest {
  private static final Credential GIVEN = new Credential("ada", "secret");

  /** A server that knows one password. */
  private static Optional<Set<String>> groups(Credential given, String... principals) {
    var realm =
        new ServerRealm(
            callbacks -> {
              var asked = (PasswordValidationCallback) callbacks[0];
              asked.setResult(String.valueOf(asked.getPassword()).equals("secret"));
              for (String name : principals) {
                asked.getSubject().getPrincipals().add(named(name));
              }
            });
    return realm.groups(given);
  }

  private static Principal named(String name) {
    return () -> name;
  }

  @Test
  void theGroupsAreWhatTheServerPutsBesideTheName() {
    assertThat(groups(GIVEN, "ada", "crew", "night shift")).contains(Set.of("crew", "night shift"));
  }

  @Test
  void whoIsCalledLikeAGroupIsNotInIt() {
    assertThat(groups(new Credential("chiefs", "secret"), "chiefs")).contains(Set.of());
  }

  @Test
  void aWrongPasswordIsNobodys() {
    assertThat(groups(new Credential("ada", "wrong"), "ada", "crew")).isEmpty();
  }

  @Test
  void aServerThatCannotBeAskedIsNoWrongPassword() {
    var realm =
        new ServerRealm(
            callbacks -> {
              throw new UnsupportedCallbackException(callbacks[0]);
            });

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> realm.groups(GIVEN))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(503));
  }

  @Test
  void thePasswordIsNotKept() {
    var asked = new AtomicReference<PasswordValidationCallback>();
    new ServerRealm(callbacks -> asked.set((PasswordValidationCallback) callbacks[0]))
        .groups(GIVEN);

    assertThat(asked.get().getPassword()).isNotEqualTo("secret".toCharArray());
  }
}
