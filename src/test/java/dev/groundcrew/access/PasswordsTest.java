package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.database.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Package description, rules 3 and 4. */
@Tag("database")
class PasswordsTest {
  private static final TestDatabase MEMORY = TestDatabase.Kind.H2.migrated();
  private static final Set<String> OPERATOR = Role.upTo(Role.OPERATOR);

  private final PasswordHash hash = new PasswordHash(1);
  private Instant now = Instant.parse("2026-11-24T03:00:00Z");
  private final Passwords passwords = passwords(hash, Duration.ofSeconds(10));

  private Passwords passwords(PasswordHash hash, Duration wait) {
    return new Passwords(MEMORY.database(), hash, () -> now, 1, wait);
  }

  @BeforeEach
  void anOperatorCalledAnn() {
    MEMORY.clear();
    insert("ann", "secret");
  }

  @AfterAll
  static void close() {
    MEMORY.close();
  }

  private void insert(String name, String password) {
    var user = new User(name, hash.hash(password), Role.OPERATOR, User.Origin.CONFIGURED, false);
    change(sql -> UserTable.insert(sql, user));
  }

  private interface Change {
    void in(Sql sql) throws SQLException;
  }

  private static void change(Change change) {
    MEMORY
        .database()
        .transaction(
            sql -> {
              change.in(sql);
              return true;
            });
  }

  /** How many keys are derived for one check of ann's right password. */
  private long work() {
    long before = hash.calls();
    assertThat(roles(passwords, "ann", "secret")).contains(OPERATOR);
    return hash.calls() - before;
  }

  private static Optional<Set<String>> roles(Passwords passwords, String name, String password) {
    return passwords.check(new Credential(name, password)).map(User::roles);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void theRightPairHasTheRolesOfItsUser() {
    assertThat(roles(passwords, "ann", "secret")).contains(OPERATOR);
  }

  @Test
  void otherPairsHaveNone() {
    assertThat(roles(passwords, "ann", "Secret")).isEmpty();
    assertThat(roles(passwords, "Ann", "secret")).isEmpty();
    assertThat(roles(passwords, "annsecret", "")).isEmpty();
    assertThat(roles(passwords, "bob", "secret")).isEmpty();
  }

  @Test
  void anUnknownNameCostsTheSameWorkAsAWrongPassword() {
    long before = hash.calls();
    roles(passwords, "ann", "wrong");
    long ofWrong = hash.calls() - before;
    roles(passwords, "bob", "wrong");

    assertThat(ofWrong).isEqualTo(1);
    assertThat(hash.calls() - before).isEqualTo(2 * ofWrong);
  }

  @Test
  void aRightPairIsRememberedForFiveMinutesAndNotLonger() {
    assertThat(work()).isEqualTo(1);
    pass(Duration.ofMinutes(5).minusNanos(1));
    assertThat(work()).isZero();
    pass(Duration.ofNanos(1));
    assertThat(work()).isEqualTo(1);
  }

  @Test
  void useDoesNotProlongTheMemory() {
    assertThat(work()).isEqualTo(1);
    for (int minute = 1; minute < 5; minute++) {
      pass(Duration.ofMinutes(1));
      assertThat(work()).isZero();
    }
    pass(Duration.ofMinutes(1));
    assertThat(work()).isEqualTo(1);
  }

  @Test
  void wrongPairsAreNotRemembered() {
    long before = hash.calls();
    roles(passwords, "ann", "wrong");
    roles(passwords, "ann", "wrong");

    assertThat(hash.calls() - before).isEqualTo(2);
  }

  @Test
  void aRememberedPairDoesNotOpenTheDoorToAnother() {
    assertThat(work()).isEqualTo(1);

    assertThat(roles(passwords, "ann", "wrong")).isEmpty();
    assertThat(roles(passwords, "an", "nsecret")).isEmpty();
  }

  @Test
  void aThousandPairsAreRememberedAndTheEldestGoesFirst() {
    assertThat(work()).isEqualTo(1);
    String stored = hash.hash("secret");
    change(
        sql -> {
          for (int i = 0; i < 1_000; i++) {
            UserTable.insert(
                sql, new User("user" + i, stored, Role.VIEWER, User.Origin.GENERATED, false));
          }
        });
    for (int i = 0; i < 999; i++) {
      assertThat(roles(passwords, "user" + i, "secret")).isPresent();
    }
    assertThat(work()).isZero();

    assertThat(roles(passwords, "user999", "secret")).isPresent();
    assertThat(work()).isEqualTo(1);
  }

  @Test
  void aChangedPasswordIsNoticedWithinTenSeconds() {
    assertThat(work()).isEqualTo(1);
    String changed = hash.hash("changed");
    change(sql -> UserTable.changePassword(sql, "ann", changed));

    pass(Duration.ofSeconds(10));

    assertThat(roles(passwords, "ann", "secret")).isEmpty();
    assertThat(roles(passwords, "ann", "secret")).isEmpty();
    assertThat(roles(passwords, "ann", "changed")).contains(OPERATOR);
  }

  @Test
  void aChangedRoleIsNoticedWithinTenSeconds() {
    assertThat(work()).isEqualTo(1);
    change(sql -> sql.update("update groundcrew_user set role = 'viewer' where name = 'ann'"));

    pass(Duration.ofSeconds(10));

    assertThat(roles(passwords, "ann", "secret")).contains(Set.of("viewer"));
  }

  @Test
  void aUserWhoIsGoneIsNoticedWithinTenSeconds() {
    assertThat(work()).isEqualTo(1);
    change(sql -> sql.update("delete from groundcrew_user where name = 'ann'"));

    pass(Duration.ofSeconds(10));

    assertThat(roles(passwords, "ann", "secret")).isEmpty();
  }

  @Test
  void whoIsRememberedMayComeInWhileTheDatabaseIsAway() {
    assertThat(work()).isEqualTo(1);
    MEMORY.away(true);
    pass(Duration.ofMinutes(4));

    assertThat(work()).isZero();
    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> roles(passwords, "ann", "wrong"));
    pass(Duration.ofMinutes(1));
    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> roles(passwords, "ann", "secret"));
  }

  @Test
  void whoWouldWaitTooLongForAHashIsSentAway() {
    var held = new HeldHash();
    Passwords busy = passwords(held, Duration.ofMillis(1));
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      var first = CompletableFuture.supplyAsync(() -> roles(busy, "ann", "secret"), one);
      held.awaitBegin();

      assertThatExceptionOfType(Passwords.Overloaded.class)
          .isThrownBy(() -> roles(busy, "ann", "wrong"));
      assertThatExceptionOfType(Passwords.Overloaded.class)
          .isThrownBy(() -> roles(busy, "bob", "secret"));

      held.release();
      assertThat(first.orTimeout(10, TimeUnit.SECONDS).join()).contains(OPERATOR);
      assertThat(roles(busy, "ann", "wrong")).isEmpty();
    } finally {
      one.shutdown();
    }
  }

  /** A program, or a browser, that sends the same pair with many requests at a time. */
  @Test
  void whoBringsThePairThatIsBeingCheckedWaitsForItsResultHoweverLongTheLine() {
    var held = new HeldHash();
    Passwords busy = passwords(held, Duration.ofMillis(1));
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      var first = CompletableFuture.supplyAsync(() -> roles(busy, "ann", "secret"), many);
      held.awaitBegin();
      long before = held.calls();
      var others =
          Stream.generate(
                  () -> CompletableFuture.supplyAsync(() -> roles(busy, "ann", "secret"), many))
              .limit(7)
              .toList();
      held.release();

      assertThat(first.orTimeout(10, TimeUnit.SECONDS).join()).contains(OPERATOR);
      for (var other : others) {
        assertThat(other.orTimeout(10, TimeUnit.SECONDS).join()).contains(OPERATOR);
      }
      assertThat(held.calls()).isEqualTo(before + 1);
    } finally {
      many.shutdown();
    }
  }

  @Test
  void whoWaitsGetsTheTurnOfTheOneAhead() {
    var held = new HeldHash();
    Passwords busy = passwords(held, Duration.ofSeconds(10));
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      var first = CompletableFuture.supplyAsync(() -> roles(busy, "ann", "secret"), two);
      held.awaitBegin();
      var second = CompletableFuture.supplyAsync(() -> roles(busy, "ann", "wrong"), two);
      held.release();

      assertThat(first.orTimeout(10, TimeUnit.SECONDS).join()).contains(OPERATOR);
      assertThat(second.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(Optional.empty());
    } finally {
      two.shutdown();
    }
  }

  @Test
  void whoIsInterruptedIsSentAwayAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(Passwords.Overloaded.class)
        .isThrownBy(() -> roles(passwords, "ann", "secret"));
    assertThat(Thread.interrupted()).isTrue();
  }
}
