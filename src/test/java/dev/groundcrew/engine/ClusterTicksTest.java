package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.execution.BoundedExecutor;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.ExecutionSettings;
import dev.groundcrew.execution.Gate;
import dev.groundcrew.execution.GateSettings;
import dev.groundcrew.execution.PlainThreads;
import dev.groundcrew.execution.RequestLoad;
import dev.groundcrew.execution.TestTimer;
import dev.groundcrew.execution.Tracing;
import dev.groundcrew.run.History;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunFilter;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Package description, rules 9 and 10. */
class ClusterTicksTest extends OnEveryDatabase {
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(20);

  private final PlainThreads threads = new PlainThreads();
  private final Task task =
      TestTasks.task(
          "ticks", Map.of("every", "PT1S", "scope", "ONCE_PER_CLUSTER", "overlap", "ALLOW"));
  private final Task oneByOne =
      TestTasks.task("one-by-one", Map.of("every", "PT1S", "scope", "ONCE_PER_CLUSTER"));
  private final Catalogue catalogue = TestTasks.catalogue(task, oneByOne);
  private ClusterTicks ticks;
  private ClusterTicks ticksOfOther;

  @BeforeEach
  void join() {
    ticks = node("a");
    ticksOfOther = node("b");
  }

  @AfterEach
  void end() {
    threads.close();
  }

  /** A node without a free slot: what it stores stays where it is. */
  private ClusterTicks node(String name) {
    InstantSource clock = InstantSource.system();
    Database database = tables.database();
    var timer = new TestTimer();
    var membership = new Membership(name);
    membership.begin(database.transaction(membership::join));
    var states = new TaskStates(database, clock, membership);
    var backlog = new Backlog(name);
    var executor = new BoundedExecutor(threads, 1);
    var history = new History(database, clock, 1_000, run -> {});
    var outcomes = new Outcomes(history, new FailureLog(), timer, backlog, new Random(1));
    var execution =
        new Execution(
            threads,
            timer,
            clock,
            history,
            new ExecutionSettings(1, 1, 1, Duration.ofSeconds(2), Duration.ofSeconds(30)),
            new Gate(new GateSettings(false, 0.1, 0.2, List.of()), new RequestLoad()),
            executor,
            Tracing.NONE,
            outcomes);
    var launcher = new Launcher(name, backlog, execution, database, membership::holdsLease);
    var claims = new Claims(catalogue, membership, database, states, backlog, launcher, executor);
    var cancels = new Cancels(clock, database, history, catalogue, backlog, execution);
    var placement =
        new Placement(membership, clock, states, backlog, launcher, claims, timer, executor);
    backlog.sizedFor(execution);
    backlog.stop();
    return new ClusterTicks(
        membership,
        clock,
        new RunIds(clock, name.charAt(0)),
        database,
        states,
        new Backlog(name),
        placement,
        cancels,
        timer,
        Runnable::run);
  }

  private Timetable.Tick tick(int second) {
    return new Timetable.Tick(task, begin.plusSeconds(second), Optional.empty());
  }

  private static List<Run> rows() {
    return rows("ticks");
  }

  private static List<Run> rows(String task) {
    return tables
        .database()
        .transaction(sql -> RunTable.list(sql, RunFilter.ofTask(task), Long.MAX_VALUE, 100))
        .stream()
        .sorted(Comparator.comparing((Run run) -> run.origin().scheduledFor().orElseThrow()))
        .toList();
  }

  @Test
  void ticksThatNoNodeCouldStoreAreOneRowOnceOneCan() {
    ticks.due(tick(0));
    tables.away(true);
    for (ClusterTicks each : List.of(ticks, ticksOfOther)) {
      each.due(tick(1));
      each.due(tick(2));
    }
    tables.away(false);

    ticksOfOther.due(tick(3));
    ticks.due(tick(3));

    assertThat(rows()).hasSize(3);
    assertThat(rows().get(1))
        .satisfies(
            missed -> {
              assertThat(missed.state()).isEqualTo(RunState.SKIPPED);
              assertThat(missed.ending().reason()).contains("missed: the database was away");
              assertThat(missed.origin().scheduledFor()).contains(tick(1).at());
              assertThat(missed.lastDue()).contains(tick(2).at());
              assertThat(missed.skips().count()).isEqualTo(2);
            });
    assertThat(rows().get(2).origin().scheduledFor()).contains(tick(3).at());
  }

  @Test
  void aTickThatAnotherNodeStoredIsNotMissed() {
    ticks.due(tick(0));
    tables.away(true);
    ticks.due(tick(1));
    tables.away(false);
    ticksOfOther.due(tick(1));

    ticks.due(tick(2));

    assertThat(rows()).hasSize(3).noneMatch(run -> run.state() == RunState.SKIPPED);
  }

  private Timetable.Tick tickAfterMissed(Task of, int second, int first, int last) {
    var missed =
        new Timetable.Missed(1L + last - first, begin.plusSeconds(first), begin.plusSeconds(last));
    return new Timetable.Tick(of, begin.plusSeconds(second), Optional.of(missed));
  }

  /** How each row accounts for its ticks: its state, its first and its last second, its count. */
  private List<String> accounts(String task) {
    return rows(task).stream()
        .map(
            run ->
                "%s %d-%d: %d"
                    .formatted(
                        run.ending().reason().orElse("runs"),
                        Duration.between(begin, run.origin().scheduledFor().orElseThrow())
                            .toSeconds(),
                        Duration.between(begin, run.lastDue().orElseThrow()).toSeconds(),
                        run.skips().count()))
        .toList();
  }

  @Test
  void aRowOfSkippedTicksDoesNotGoOnAcrossMissedOnes() {
    ticks.due(new Timetable.Tick(oneByOne, begin, Optional.empty()));
    ticks.due(new Timetable.Tick(oneByOne, begin.plusSeconds(1), Optional.empty()));
    ticks.due(tickAfterMissed(oneByOne, 4, 2, 3));
    ticks.due(new Timetable.Tick(oneByOne, begin.plusSeconds(5), Optional.empty()));

    assertThat(accounts("one-by-one"))
        .satisfiesExactly(
            runs -> assertThat(runs).isEqualTo("runs 0-0: 0"),
            skipped -> assertThat(skipped).endsWith(" 1-1: 1"),
            missed -> assertThat(missed).isEqualTo("missed: no node was awake 2-3: 2"),
            skipped -> assertThat(skipped).endsWith(" 4-5: 2"));
  }

  @Test
  void ofTicksThatPassedUnnoticedThoseThatNobodyStoredAreMissed() {
    ticks.due(tick(0));
    ticksOfOther.due(tick(1));
    ticksOfOther.due(tick(2));
    ticks.due(tickAfterMissed(task, 5, 1, 4));
    ticksOfOther.due(tickAfterMissed(task, 6, 3, 5));

    assertThat(accounts("ticks"))
        .containsExactly(
            "runs 0-0: 0",
            "runs 1-1: 0",
            "runs 2-2: 0",
            "missed: no node was awake 3-4: 2",
            "runs 5-5: 0",
            "runs 6-6: 0");
  }
}
