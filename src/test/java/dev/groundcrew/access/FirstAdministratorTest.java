package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.MemoryDatabase;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule 5 of the package. */
class FirstAdministratorTest {
  private final MemoryDatabase memory = new MemoryDatabase();
  private final PasswordHash hash = new PasswordHash(1);

  @AfterEach
  void close() {
    memory.close();
  }

  /** A node, whose setting is asked for between its look at the users and its insert. */
  @SuppressWarnings("UnnecessaryAssignment") // The test stands in for CDI.
  private FirstAdministrator node(Supplier<Optional<String>> setting) {
    var first = new FirstAdministrator(hash);
    first.database = memory.database();
    first.settings =
        new AccessSettings() {
          @Override
          Optional<String> administratorPassword() {
            return setting.get();
          }
        };
    return first;
  }

  private Optional<String> start() {
    return node(Optional::empty).ensure();
  }

  private Optional<String> startWith(String password) {
    return node(() -> Optional.of(password)).ensure();
  }

  private User admin() {
    return memory.database().transaction(sql -> UserTable.find(sql, "admin")).orElseThrow();
  }

  private boolean admits(String password) {
    return hash.matches(password, admin().passwordHash());
  }

  @Test
  void theFirstStartGeneratesAPasswordAndTellsItOnce() {
    String password = start().orElseThrow();

    assertThat(password).matches("[a-km-np-z2-9]{24}");
    assertThat(admits(password)).isTrue();
    assertThat(admin().role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(start()).isEmpty();
    assertThat(admits(password)).isTrue();
  }

  @Test
  void aConfiguredPasswordIsUsedAndNeverTold() {
    assertThat(startWith("from the setting")).isEmpty();

    assertThat(admits("from the setting")).isTrue();
  }

  @Test
  void aChangedSettingWinsOverAStoredPasswordThatCameFromOne() {
    startWith("from the setting");
    startWith("from another setting");

    assertThat(admits("from another setting")).isTrue();
  }

  @Test
  void aSettingDoesNotReplaceAGeneratedPassword() {
    String password = start().orElseThrow();
    startWith("from the setting");

    assertThat(admits(password)).isTrue();
  }

  @Test
  void aSettingThatIsGoneLeavesThePassword() {
    startWith("from the setting");

    assertThat(start()).isEmpty();
    assertThat(admits("from the setting")).isTrue();
  }

  @Test
  void ofTwoNodesThatStartAtOnceOneTellsAPassword() {
    var bothHaveLooked = new CyclicBarrier(2);
    Supplier<Optional<String>> setting =
        () -> {
          meet(bothHaveLooked);
          return Optional.empty();
        };
    var one = CompletableFuture.supplyAsync(() -> node(setting).ensure());
    var other = CompletableFuture.supplyAsync(() -> node(setting).ensure());

    assertThat(Stream.of(one.join(), other.join()).flatMap(Optional::stream).toList())
        .singleElement()
        .satisfies(password -> assertThat(admits(password)).isTrue());
    assertThat(memory.number("select count(*) as n from groundcrew_user")).isEqualTo(1);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the other node did not come", e);
    }
  }
}
