package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.MemoryDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 3 and 4 of the package. */
class PasswordsTest {
  private static final String PASSWORD = "correct horse";

  private final MemoryDatabase memory = new MemoryDatabase();
  private final PasswordHash hash = new PasswordHash(1);
  private Instant now = Instant.parse("2026-11-24T03:00:00Z");
  private final Passwords passwords = new Passwords(memory.database(), hash, () -> now, 1);
  private long before;

  @BeforeEach
  void addOperator() {
    var user = new User("olga", hash.hash(PASSWORD), Role.OPERATOR, User.Origin.GENERATED);
    memory
        .database()
        .transaction(
            sql -> {
              UserTable.insert(sql, user);
              return null;
            });
    before = hash.calls();
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private long hashed() {
    return hash.calls() - before;
  }

  @Test
  void theRightPasswordGivesTheRoleAndThoseBelowIt() {
    assertThat(passwords.check("olga", PASSWORD).orElseThrow())
        .containsExactlyInAnyOrder(Role.VIEWER, Role.OPERATOR);
  }

  @Test
  void anUnknownNameCostsTheWorkOfAWrongPassword() {
    assertThat(passwords.check("olga", "wrong")).isEmpty();
    assertThat(hashed()).isEqualTo(1);

    assertThat(passwords.check("nobody", PASSWORD)).isEmpty();
    assertThat(hashed()).isEqualTo(2);
  }

  @Test
  void aVerifiedPairIsHashedOnceInFiveMinutes() {
    passwords.check("olga", PASSWORD);
    now = now.plus(Duration.ofMinutes(5)).minusNanos(1);
    assertThat(passwords.check("olga", PASSWORD)).isPresent();
    assertThat(hashed()).isEqualTo(1);

    now = now.plusNanos(1);
    assertThat(passwords.check("olga", PASSWORD)).isPresent();
    assertThat(hashed()).isEqualTo(2);
  }

  @Test
  void aWrongPasswordIsHashedEachTimeAlsoAfterARightOne() {
    passwords.check("olga", PASSWORD);

    assertThat(passwords.check("olga", "wrong")).isEmpty();
    assertThat(passwords.check("olga", "wrong")).isEmpty();
    assertThat(hashed()).isEqualTo(3);
  }

  @Test
  void whatIsRememberedOfOnePairServesNoOther() {
    passwords.check("olga", PASSWORD);

    assertThat(passwords.check("olg", "a" + PASSWORD)).isEmpty();
    assertThat(passwords.check("olga" + PASSWORD, "")).isEmpty();
  }

  @Test
  void aRememberedPairSignsInWhileTheDatabaseIsAwayAndNoOtherDoes() {
    passwords.check("olga", PASSWORD);
    memory.away(true);

    assertThat(passwords.check("olga", PASSWORD)).isPresent();
    assertThatThrownBy(() -> passwords.check("olga", "other"))
        .isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(e.unavailable()).isTrue());
  }

  @Test
  void whoCannotBeHashedWithinASecondIsSentAway() {
    var nobodyHashes = new Passwords(memory.database(), hash, () -> now, 0);

    assertThatThrownBy(() -> nobodyHashes.check("olga", PASSWORD))
        .isInstanceOf(Passwords.Overloaded.class);
    assertThat(hashed()).isZero();
  }
}
