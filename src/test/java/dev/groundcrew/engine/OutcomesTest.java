package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunFilter;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.InvalidParameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of runs whose attempt is over, by a whole engine (package description, rule 12). */
@Tag("database")
class OutcomesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestDatabase tables = TestDatabase.Kind.H2.migrated();

  @AfterEach
  void close() {
    tables.close();
  }

  private Run stored(long id) {
    return tables.database().transaction(sql -> RunTable.find(sql, id)).orElseThrow();
  }

  private static Task untilInterrupted(String name, String afterCrash, Queue<String> begun) {
    return TestTasks.task(
        name,
        Map.of("scope", "ONCE_PER_CLUSTER", "overlap", "ALLOW", "after-crash", afterCrash),
        context -> {
          begun.add(context.runId());
          new CountDownLatch(1).await();
          return null;
        });
  }

  @Test
  void aShutdownEndsABegunRunThatMustNotRunAgainAndKeepsTheOthers() {
    var begun = new ConcurrentLinkedQueue<String>();
    Task once = untilInterrupted("once", "ABANDON", begun);
    Task again = untilInterrupted("again", "RERUN", begun);
    long cut;
    long waiting;
    long rerun;
    try (var engine = new TestEngine(tables.url(), "n", 4, SECOND, List.of(once, again))) {
      engine.start();
      rerun = engine.submit(again).id();
      cut = engine.submit(once).id();
      // Of one task two have slots at once; the third has not begun.
      engine.submit(once);
      await().until(() -> begun.size() == 3);
      waiting = engine.submit(once).id();
    }

    assertThat(stored(cut).state()).isEqualTo(RunState.CANCELLED);
    assertThat(stored(cut).ending().reason()).contains("shutdown");
    assertThat(stored(waiting).state()).isEqualTo(RunState.QUEUED);
    assertThat(stored(rerun).state()).isEqualTo(RunState.QUEUED);
    List<Run> all =
        tables
            .database()
            .transaction(sql -> RunTable.list(sql, RunFilter.ofTask("once"), Long.MAX_VALUE, 10));
    assertThat(all).filteredOn(run -> run.state() == RunState.CANCELLED).hasSize(2);
  }

  /**
   * Whoever looks in the instant after an attempt must not take its end for the run's. Nor does a
   * retry wait for the next look for runs, which comes every three seconds.
   */
  @Test
  @Timeout(60)
  void aRunThatIsTriedAgainIsNeverSeenFailed() {
    Task task =
        TestTasks.task(
            "t",
            Map.of("attempts", "3", "backoff", "PT0.01S"),
            context -> {
              if (context.attempt() < 3) {
                throw new IllegalStateException("not yet");
              }
              return null;
            });
    try (var engine = new TestEngine(tables.url(), "n", 4, SECOND, List.of(task))) {
      engine.start();
      for (int i = 0; i < 30; i++) {
        long run = engine.submit(task).id();
        RunState state = engine.find(run).state();
        while (!state.isFinal()) {
          state = engine.find(run).state();
        }
        assertThat(state).isEqualTo(RunState.SUCCEEDED);
      }
    }
  }

  @Test
  void aRunWhoseParametersItsCodeCannotReadFailsAtOnceAndNamesTheField() {
    Task task =
        TestTasks.task(
            "t",
            Map.of("attempts", "3", "backoff", "PT0.1S"),
            context -> {
              throw new InvalidParameters(Map.of("amount", "must be a number"));
            });
    try (var engine = new TestEngine(tables.url(), "n", 4, SECOND, List.of(task))) {
      engine.start();
      long run = engine.submit(task).id();

      await().until(() -> stored(run).state() == RunState.FAILED);
      assertThat(stored(run).attempt()).isEqualTo(1);
      assertThat(stored(run).ending().error().orElseThrow()).contains("amount");
    }
  }
}
