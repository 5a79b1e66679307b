package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** Rule 3 of the package. */
class PasswordHashTest {
  private final PasswordHash hash = new PasswordHash(3);

  @Test
  void onlyTheRightPasswordMatches() {
    String stored = hash.hash("correct horse");

    assertThat(hash.matches("correct horse", stored)).isTrue();
    assertThat(hash.matches("correct horsf", stored)).isFalse();
    assertThat(hash.matches("", stored)).isFalse();
  }

  @Test
  void eachHashHasASaltOfItsOwn() {
    assertThat(hash.hash("correct horse")).isNotEqualTo(hash.hash("correct horse"));
  }

  @Test
  void algorithmAndIterationsStandInWhatIsStored() {
    assertThat(hash.hash("correct horse")).startsWith("PBKDF2WithHmacSHA256$3$");
    assertThat(PasswordHash.ITERATIONS).isEqualTo(600_000);
    assertThat(new PasswordHash().hash("x")).startsWith("PBKDF2WithHmacSHA256$600000$");
  }

  @Test
  void anOlderHashMatchesByItsOwnIterations() {
    String older = new PasswordHash(2).hash("correct horse");

    assertThat(hash.matches("correct horse", older)).isTrue();
  }

  @Test
  void anUnknownFormatIsNoMatchInDisguise() {
    assertThatIllegalStateException().isThrownBy(() -> hash.matches("x", "plain$x"));
  }
}
