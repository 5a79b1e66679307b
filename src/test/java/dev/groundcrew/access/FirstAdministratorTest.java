package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Package description, rule 5. */
@Tag("database")
class FirstAdministratorTest {
  private static final TestDatabase MEMORY = TestDatabase.Kind.H2.migrated();

  @TempDir static Path home;

  private final PasswordHash hash = new PasswordHash(1);

  @BeforeEach
  void clear() {
    MEMORY.clear();
  }

  @AfterAll
  static void close() {
    MEMORY.close();
  }

  @SuppressWarnings("UnnecessaryAssignment") // stands in for the container
  private static FirstAdministrator start(PasswordHash hash, Optional<String> configured) {
    var settings = new AccessSettings();
    settings.read(
        new SettingsReader(
            key ->
                switch (key) {
                  case AccessSettings.PASSWORD_KEY -> configured;
                  case "groundcrew.home" -> Optional.of(home.toString());
                  default -> Optional.empty();
                },
            List.of()));
    var first = new FirstAdministrator(hash);
    first.database = MEMORY.database();
    first.settings = settings;
    first.audit = new Audit();
    first.audit.database = MEMORY.database();
    first.audit.clock = InstantSource.system();
    first.audit.settings = settings;
    return first;
  }

  private Optional<String> startWith(String password) {
    return start(hash, Optional.of(password)).ensure();
  }

  private Optional<String> start() {
    return start(hash, Optional.empty()).ensure();
  }

  private User admin() {
    return MEMORY.database().transaction(sql -> UserTable.find(sql, "admin")).orElseThrow();
  }

  private boolean opens(String password) {
    return hash.matches(password, admin().passwordHash());
  }

  @Test
  void withoutAConfiguredPasswordOneIsGeneratedAndToldOnce() {
    Optional<String> generated = start();

    assertThat(generated).hasValueSatisfying(text -> assertThat(text).matches("[a-z2-9]{24}"));
    assertThat(opens(generated.orElseThrow())).isTrue();
    assertThat(admin().role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(admin().origin()).isEqualTo(User.Origin.GENERATED);
    assertThat(start()).isEmpty();
    assertThat(opens(generated.orElseThrow())).isTrue();
  }

  @Test
  void generatedPasswordsDiffer() {
    Optional<String> one = start();
    MEMORY.clear();

    assertThat(start()).isPresent().isNotEqualTo(one);
  }

  @Test
  void aConfiguredPasswordIsNotTold() {
    assertThat(startWith("configured")).isEmpty();

    assertThat(opens("configured")).isTrue();
    assertThat(admin().origin()).isEqualTo(User.Origin.CONFIGURED);
    assertThat(admin().passwordHash()).doesNotContain("configured");
  }

  @Test
  void aChangedConfigurationWins() {
    startWith("configured");

    assertThat(startWith("something else")).isEmpty();

    assertThat(opens("something else")).isTrue();
    assertThat(opens("configured")).isFalse();
  }

  @Test
  void anUnchangedConfigurationWritesNothing() {
    startWith("configured");
    User before = admin();

    startWith("configured");

    assertThat(admin()).isEqualTo(before);
  }

  @Test
  void aConfiguredPasswordStaysWhenItsSettingIsGone() {
    startWith("configured");

    assertThat(start()).isEmpty();
    assertThat(opens("configured")).isTrue();
  }

  @Test
  void aGeneratedPasswordIsNotOverwritten() {
    String generated = start().orElseThrow();

    assertThat(startWith("configured")).isEmpty();

    assertThat(opens(generated)).isTrue();
    assertThat(opens("configured")).isFalse();
  }

  @Test
  void aFileInHomeIssuesAnotherPasswordOnceAndTheAuditKnows() throws IOException {
    String lost = start().orElseThrow();
    Path file = Files.createFile(home.resolve("reset-admin"));

    String issued = start().orElseThrow();

    assertThat(issued).isNotEqualTo(lost);
    assertThat(opens(issued)).isTrue();
    assertThat(admin().mustChangePassword()).isTrue();
    assertThat(file).doesNotExist();
    assertThat(start()).isEmpty();
    assertThat(
            MEMORY.number(
                "select count(*) as n from groundcrew_audit where action = 'RESET' and who = 'reset-admin'"))
        .isEqualTo(1);
  }

  @Test
  void aFileInHomeBringsTheConfiguredPasswordBack() throws IOException {
    start();
    Files.createFile(home.resolve("reset-admin"));

    assertThat(startWith("configured")).isEmpty();

    assertThat(opens("configured")).isTrue();
    assertThat(admin().mustChangePassword()).isFalse();
  }

  @Test
  void twoAtOnceMakeOneAndOnlyThatOneIsTold() {
    var together = new MeetingHash();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<CompletableFuture<Optional<String>>> starts =
          Stream.generate(() -> start(together, Optional.empty()))
              .limit(2)
              .map(first -> CompletableFuture.supplyAsync(first::ensure, two))
              .toList();
      List<String> told =
          starts.stream()
              .map(start -> start.orTimeout(10, TimeUnit.SECONDS).join())
              .flatMap(Optional::stream)
              .toList();

      assertThat(told).hasSize(1);
      assertThat(opens(told.get(0))).isTrue();
    } finally {
      two.shutdown();
    }
  }

  @Test
  void aDatabaseThatIsAwayIsToldToTheCaller() {
    MEMORY.away(true);

    assertThatExceptionOfType(DatabaseException.class).isThrownBy(this::start);
  }

  /** By the time of its hash each start has seen that there is no user. */
  private static final class MeetingHash extends PasswordHash {
    private final CyclicBarrier both = new CyclicBarrier(2);

    MeetingHash() {
      super(1);
    }

    @Override
    String hash(String password) {
      try {
        both.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
      return super.hash(password);
    }
  }
}
