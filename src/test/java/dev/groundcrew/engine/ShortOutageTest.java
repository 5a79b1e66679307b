package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.database.Sql;
import dev.groundcrew.database.TcpProxy;
import dev.groundcrew.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole engine: a node, or its database, away for a while (rule 10; cluster, rule 5). */
@Tag("database")
class ShortOutageTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private TestDatabase tables;

  @AfterEach
  void close() {
    tables.close();
  }

  private static Task task(String name, Map<String, String> attributes, List<Instant> begun) {
    return TestTasks.task(
        name,
        attributes,
        context -> {
          synchronized (begun) {
            begun.add(context.scheduledFor().orElseThrow());
          }
          return null;
        });
  }

  private static Map<String, String> eachSecond() {
    return Map.of(
        "every", "PT1S",
        "scope", "ONCE_PER_CLUSTER",
        "missed", "RUN_ALL",
        "missed-most", "100",
        "overlap", "ALLOW");
  }

  private static List<Instant> sorted(List<Instant> begun) {
    synchronized (begun) {
      return begun.stream().sorted().toList();
    }
  }

  /** Each second from the first to the last has its run, and one. */
  private static void assertNothingIsMissing(List<Instant> begun) {
    List<Instant> seen = sorted(begun);
    long seconds = Duration.between(seen.get(0), seen.get(seen.size() - 1)).toSeconds();
    assertThat(seen).doesNotHaveDuplicates().hasSize((int) seconds + 1);
  }

  private static void awaitTicksAfter(List<Instant> begun, Instant instant) {
    await()
        .atMost(LIMIT)
        .until(() -> sorted(begun).stream().filter(at -> at.isAfter(instant)).count() >= 2);
  }

  private TestEngine engine(String url, List<Task> tasks) {
    return new TestEngine(url, "n", 4, SECOND, tasks);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestDatabase.Kind.class,
      names = {"H2", "POSTGRES_NEWEST"})
  void aNodeThatWasDownForALittleMoreThanAPeriodMakesUpForEveryTick(TestDatabase.Kind kind) {
    tables = kind.empty();
    var begun = new ArrayList<Instant>();
    try (var engine = engine(tables.url(), List.of(task("t", eachSecond(), begun)))) {
      engine.start();
      awaitTicksAfter(begun, Instant.EPOCH);
    }
    Instant down = Instant.now();
    await().until(() -> Instant.now().isAfter(down.plusMillis(2_500)));
    try (var engine = engine(tables.url(), List.of(task("t", eachSecond(), begun)))) {
      engine.start();
      awaitTicksAfter(begun, Instant.now());
      await().atMost(LIMIT).untilAsserted(() -> assertNothingIsMissing(begun));
    }
  }

  @Test
  void whatSignalsToldOfWhileTheDatabaseWasAwayIsReadAnew() {
    tables = TestDatabase.Kind.POSTGRES_NEWEST.empty();
    Task task = TestTasks.task("t", Map.of(), context -> null);
    try (var engine = engine(tables.url(), List.of(task))) {
      engine.start();
      await().atMost(LIMIT).until(() -> engine.unready().isEmpty());
      tables.execute("alter table groundcrew_signal rename to hidden");
      await().atMost(LIMIT).until(() -> engine.unready().isPresent());
      // As another node would, whose signal is too old by the time that this one hears again.
      tables.database().transaction(ShortOutageTest::pause);
      assertThat(engine.isPaused(task)).isFalse();

      tables.execute("alter table hidden rename to groundcrew_signal");

      await().atMost(LIMIT).until(() -> engine.isPaused(task));
    }
  }

  private static Void pause(Sql sql) throws SQLException {
    TaskStateTable.pause(sql, "t", new TaskState.Pause(Instant.now(), "ada", "", Optional.empty()));
    return null;
  }

  @Test
  void aDatabaseThatWasAwayForALittleMoreThanAPeriodCostsNoTick() throws IOException {
    tables = TestDatabase.Kind.POSTGRES_NEWEST.empty();
    URI direct = URI.create(tables.url().substring("jdbc:".length()));
    var begun = new ArrayList<Instant>();
    try (var line = new TcpProxy("127.0.0.1", direct.getPort());
        var engine =
            engine(
                tables.url().replace(":" + direct.getPort(), ":" + line.port()),
                List.of(task("t", eachSecond(), begun)))) {
      engine.start();
      awaitTicksAfter(begun, Instant.EPOCH);
      line.hold();
      Instant cut = Instant.now();
      await().until(() -> Instant.now().isAfter(cut.plusMillis(3_500)));
      line.pass();
      awaitTicksAfter(begun, Instant.now());

      await().atMost(LIMIT).untilAsserted(() -> assertNothingIsMissing(begun));
    }
  }
}
