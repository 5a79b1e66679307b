package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rule 3. */
class PasswordHashTest {
  private final PasswordHash hash = new PasswordHash(2);

  @Test
  void aServerHashesWith600000Iterations() {
    assertThat(PasswordHash.ITERATIONS).isEqualTo(600_000);
    assertThat(new PasswordHash().hash("secret")).startsWith("PBKDF2WithHmacSHA256$600000$");
  }

  @Test
  void thePasswordMatchesWhatWasStoredForIt() {
    String stored = hash.hash("sécret 密码");

    assertThat(hash.matches("sécret 密码", stored)).isTrue();
    assertThat(hash.matches("secret 密码", stored)).isFalse();
    assertThat(hash.matches("", stored)).isFalse();
  }

  @Test
  void whatIsStoredIsAlgorithmIterationsSaltAndKey() {
    assertThat(hash.hash("secret"))
        .matches("PBKDF2WithHmacSHA256\\$2\\$[A-Za-z0-9+/]{22}==\\$[A-Za-z0-9+/]{43}=");
  }

  @Test
  void whoHasNoPasswordIsStoredAlikeWithAKeyThatNobodyHasDerived() {
    assertThat(PasswordHash.ofNoPassword())
        .matches("PBKDF2WithHmacSHA256\\$600000\\$[A-Za-z0-9+/]{22}==\\$[A-Za-z0-9+/]{43}=")
        .isNotEqualTo(PasswordHash.ofNoPassword());
  }

  @Test
  void twoHashesOfOnePasswordDiffer() {
    assertThat(hash.hash("secret")).isNotEqualTo(hash.hash("secret"));
  }

  /** Computed by the hashlib of Python 3 for "password" and the salt "salt". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PBKDF2WithHmacSHA256$1$c2FsdA==$Eg+2z/z4syxD5yJSVsT4N6hlSMkszDVICAWYfLcL4Xs=",
        "PBKDF2WithHmacSHA256$4096$c2FsdA==$xeR41ZKIyEGqUw22hFxMjZYok6ABzk4RpJY4c6qYE0o=",
      })
  void hashesOfAnotherImplementationMatchWhateverTheirIterations(String stored) {
    assertThat(hash.matches("password", stored)).isTrue();
    assertThat(hash.matches("Password", stored)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "PBKDF2WithHmacSHA256$1$c2FsdA==",
        "PBKDF2WithHmacSHA256$1$c2FsdA==$YQ==$",
        "PBKDF2WithHmacSHA1$1$c2FsdA==$YQ==",
      })
  void anotherFormatIsNotGuessedAt(String stored) {
    assertThatIllegalStateException()
        .isThrownBy(() -> hash.matches("secret", stored))
        .withMessage("a stored password has an unknown format");
  }

  @Test
  void anUnknownUserCostsTheSameWork() {
    String stored = hash.hash("secret");
    long before = hash.calls();
    boolean wrong = hash.matches("guess", stored);
    long ofWrong = hash.calls() - before;
    hash.matchesNobody("guess");

    assertThat(wrong).isFalse();
    assertThat(ofWrong).isEqualTo(1);
    assertThat(hash.calls() - before - ofWrong).isEqualTo(ofWrong);
  }
}
