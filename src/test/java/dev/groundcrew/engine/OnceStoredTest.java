package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.execution.AttemptListener;
import dev.groundcrew.execution.BoundedExecutor;
import dev.groundcrew.execution.Ended;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.ExecutionSettings;
import dev.groundcrew.execution.Gate;
import dev.groundcrew.execution.GateSettings;
import dev.groundcrew.execution.PlainThreads;
import dev.groundcrew.execution.RequestLoad;
import dev.groundcrew.execution.Stop;
import dev.groundcrew.execution.TestTimer;
import dev.groundcrew.execution.Tracing;
import dev.groundcrew.run.Claim;
import dev.groundcrew.run.History;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.TaskBody;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class OnceStoredTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static TestDatabase tables;

  private final PlainThreads threads = new PlainThreads();
  private final ConcurrentLinkedQueue<Ended> ends = new ConcurrentLinkedQueue<>();
  private final Execution execution =
      new Execution(
          threads,
          new TestTimer(),
          InstantSource.fixed(NOW),
          // Nobody calls its writer: no start is stored but by what is under test.
          new History(tables.database(), InstantSource.fixed(NOW), 1_000, run -> {}),
          new ExecutionSettings(2, 2, 2, Duration.ofSeconds(2), Duration.ofSeconds(30)),
          new Gate(new GateSettings(false, 0.1, 0.2, List.of()), new RequestLoad()),
          new BoundedExecutor(threads, 4),
          Tracing.NONE,
          new AttemptListener() {
            @Override
            public void changed(Run run) {}

            @Override
            public void ended(Ended ended) {
              ends.add(ended);
            }
          });

  private final ConcurrentLinkedQueue<Thread> storedBy = new ConcurrentLinkedQueue<>();

  /** As for a task whose thread is lowered. */
  private final Executor statements =
      work ->
          threads.async(
              () -> {
                storedBy.add(Thread.currentThread());
                work.run();
              });

  private final Task task = TestTasks.task("once", Map.of("after-crash", "ABANDON"));
  private final Run claimed =
      Run.queued(1, "once", Origin.manual("anna"), "", NOW).claimed("a", new Claim(7, 3));

  @BeforeAll
  static void open() {
    tables = TestDatabase.Kind.H2.migrated();
  }

  @AfterEach
  void clear() {
    threads.close();
    tables.clear();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  private static RunState stored() {
    return tables.database().transaction(sql -> RunTable.find(sql, 1)).orElseThrow().state();
  }

  private Ended end(TaskBody code) {
    var body = new OnceStored(tables.database(), execution, statements, code);
    assertThat(execution.start(claimed, "a", task.definition(), body)).isTrue();
    return await().until(ends::peek, ended -> ended != null);
  }

  private void store() {
    tables
        .database()
        .transaction(
            sql -> {
              RunTable.insert(sql, List.of(claimed));
              return null;
            });
  }

  @Test
  void theStartIsStoredBeforeTheCodeBegins() {
    store();
    var seen = new ConcurrentLinkedQueue<RunState>();

    Ended ended =
        end(
            context -> {
              seen.add(stored());
              return null;
            });

    assertThat(seen).containsExactly(RunState.RUNNING);
    assertThat(ended.run().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aThreadThatMayBeLoweredHoldsNoConnection() {
    store();
    var ran = new ConcurrentLinkedQueue<Thread>();

    Ended ignored =
        end(
            context -> {
              ran.add(Thread.currentThread());
              return null;
            });

    assertThat(storedBy).hasSize(1).doesNotContainAnyElementsOf(ran);
  }

  @Test
  void aRunThatWasGivenToOthersDoesNotBegin() {
    store();
    tables.execute("update groundcrew_run set life = 8, token = 4");

    itDoesNotBegin();

    assertThat(stored()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void withoutTheDatabaseItDoesNotBegin() {
    store();
    tables.away(true);

    itDoesNotBegin();
  }

  private void itDoesNotBegin() {
    var begun = new ConcurrentLinkedQueue<String>();

    Ended ended =
        end(
            context -> {
              begun.add(context.runId());
              return null;
            });

    assertThat(begun).isEmpty();
    assertThat(ended.stop()).map(Stop::cause).contains(Stop.Cause.LEASE_LOST);
  }
}
