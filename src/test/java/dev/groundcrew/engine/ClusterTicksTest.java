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
import dev.groundcrew.task.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Package description, rules 9 and 10. */
class ClusterTicksTest extends OnEveryDatabase {
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(20);

  private final PlainThreads threads = new PlainThreads();
  private final TestTimer timer = new TestTimer();
  private final Task task = ticking(Map.of());
  private final Catalogue catalogue = TestTasks.catalogue(task);
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

  private static Task ticking(Map<String, String> more) {
    var attributes = new TreeMap<>(more);
    attributes.put("every", "PT1S");
    attributes.put("scope", "ONCE_PER_CLUSTER");
    attributes.putIfAbsent("overlap", "ALLOW");
    return TestTasks.task("ticks", attributes);
  }

  /** A node without a free slot: what it stores stays where it is. */
  private ClusterTicks node(String name) {
    return node(name, false);
  }

  /** A node; with room it takes what it stores, and does not come to begin it. */
  private ClusterTicks node(String name, boolean room) {
    InstantSource clock = InstantSource.system();
    Database database = tables.database();
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
        new Placement(
            membership,
            clock,
            states,
            backlog,
            launcher,
            claims,
            timer,
            room ? work -> {} : executor);
    backlog.sizedFor(execution);
    if (!room) {
      backlog.stop();
    }
    var ids = new RunIds(clock, name.charAt(0));
    var catchUp = new CatchUp(membership, ids, states, changed -> Instant.EPOCH);
    catchUp.upSince(begin);
    return new ClusterTicks(
        membership,
        clock,
        ids,
        database,
        states,
        new Backlog(name),
        placement,
        cancels,
        catchUp,
        timer,
        Runnable::run,
        (missing, rows) -> {});
  }

  private Timetable.Tick tick(int second) {
    return tick(task, second);
  }

  private Timetable.Tick tick(Task of, int second) {
    return new Timetable.Tick(of, begin.plusSeconds(second), of.schedule(), Optional.empty());
  }

  private static List<Run> rows() {
    return tables
        .database()
        .transaction(sql -> RunTable.list(sql, RunFilter.ofTask("ticks"), Long.MAX_VALUE, 100))
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

  private List<Instant> madeUp() {
    return rows().stream()
        .filter(run -> run.origin().trigger() == Trigger.CATCH_UP)
        .map(run -> run.origin().scheduledFor().orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"RUN_ALL,2", "RUN_ONCE,1", "SKIP,0"})
  void aShortOutageOfTheDatabaseIsMadeUpForAsTheTaskSays(String policy, int runs) {
    Task made = ticking(Map.of("missed", policy, "missed-most", "2"));
    ticks.due(tick(made, 0));
    tables.away(true);
    for (int second = 1; second <= 3; second++) {
      ticks.due(tick(made, second));
      ticksOfOther.due(tick(made, second));
    }
    tables.away(false);

    ticks.due(tick(made, 4));
    ticksOfOther.due(tick(made, 4));

    assertThat(madeUp()).isEqualTo(List.of(tick(2).at(), tick(3).at()).subList(2 - runs, 2));
    assertThat(rows().stream().mapToLong(run -> Math.max(1, run.skips().count())).sum())
        .as("every tick has its row")
        .isEqualTo(5);
    assertThat(rows().get(rows().size() - 1).origin().trigger()).isEqualTo(Trigger.SCHEDULE);
  }

  @Test
  void whatIsMadeUpForDoesNotStandInTheWayOfTheTickThatFindsIt() {
    Task one = ticking(Map.of("missed", "RUN_ONCE", "overlap", "SKIP"));
    ticks.due(tick(one, 0));
    tables.execute("update groundcrew_run set state = 'SUCCEEDED', ended_at = queued_at");

    ticks.due(tick(one, 2));

    assertThat(madeUp()).containsExactly(tick(1).at());
    assertThat(rows()).noneMatch(run -> run.state() == RunState.SKIPPED);
  }

  @Test
  void theLastTickBeforeALongPauseIsMadeUpForAWhileAfterTheOutage() {
    Task made = ticking(Map.of("missed", "RUN_ONCE"));
    ticks.due(tick(made, 0));
    tables.away(true);
    ticks.due(tick(made, 1));
    timer.pass(Duration.ofSeconds(10));
    assertThat(timer.pending()).as("it looks again").isEqualTo(1);
    tables.away(false);

    timer.pass(Duration.ofSeconds(10));

    // No tick came after it here, as none does for hours if it is due once a day.
    assertThat(madeUp()).hasSize(1);
    assertThat(madeUp().get(0)).isAfterOrEqualTo(tick(1).at());
    assertThat(timer.pending()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"RUN_ALL,3", "RUN_ONCE,1", "SKIP,0"})
  void ticksThatTheProcessSleptThroughAreMadeUpForAsTheTaskSays(String policy, int runs) {
    Task made = ticking(Map.of("missed", policy));
    ticks.due(tick(made, 0));
    var slept = new Timetable.Missed(3, tick(1).at(), tick(3).at());

    ticks.due(new Timetable.Tick(made, tick(4).at(), made.schedule(), Optional.of(slept)));

    assertThat(madeUp()).hasSize(runs);
    assertThat(rows())
        .filteredOn(run -> run.state() == RunState.SKIPPED)
        .allSatisfy(run -> assertThat(run.ending().reason()).contains("missed: no node was awake"));
    assertThat(rows().stream().mapToLong(run -> Math.max(1, run.skips().count())).sum())
        .isEqualTo(5);
  }

  /** How each row accounts for its ticks: its reason, its first and its last second, its count. */
  private List<String> accounts() {
    return rows().stream()
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

  private Timetable.Tick tickAfterMissed(Task of, int second, int first, int last) {
    var missed =
        new Timetable.Missed(last - first + 1, begin.plusSeconds(first), begin.plusSeconds(last));
    return new Timetable.Tick(of, begin.plusSeconds(second), of.schedule(), Optional.of(missed));
  }

  @Test
  void aRowOfSkippedTicksDoesNotGoOnAcrossMissedOnes() {
    Task oneByOne = ticking(Map.of("overlap", "SKIP"));

    ticks.due(tick(oneByOne, 0));
    ticks.due(tick(oneByOne, 1));
    ticks.due(tickAfterMissed(oneByOne, 4, 2, 3));
    ticks.due(tick(oneByOne, 5));

    assertThat(accounts())
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

    assertThat(accounts())
        .containsExactly(
            "runs 0-0: 0",
            "runs 1-1: 0",
            "runs 2-2: 0",
            "missed: no node was awake 3-4: 2",
            "runs 5-5: 0",
            "runs 6-6: 0");
  }

  /** Due in a moment, within the head start unless the machine is slow. */
  private static Timetable.Tick ahead(Task of) {
    return new Timetable.Tick(
        of,
        Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(8),
        of.schedule(),
        Optional.empty());
  }

  @Test
  void aRunIsStoredAheadAndIsThereFromItsMomentOn() {
    Timetable.Tick tick = ahead(task);
    node("c", true).due(tick);
    assertThat(timer.pending()).as("it is not put off").isZero();
    node("d", true).due(tick);

    assertThat(rows()).hasSize(1);
    assertThat(rows().get(0).node()).isEqualTo("c");
    assertThat(rows().get(0).queuedAt()).isAfterOrEqualTo(tick.at());
  }

  @Test
  void aNodeWithoutRoomStoresNothingAhead() {
    Timetable.Tick tick = ahead(task);
    ticks.due(tick);

    boolean late = Instant.now().isAfter(tick.at());
    assertThat(late || rows().isEmpty()).isTrue();
  }

  @Test
  void whatStandsInTheWayOfATickIsLookedAtWhenItIsDue() {
    for (String overlap : List.of("SKIP", "QUEUE_ONE", "CANCEL_RUNNING")) {
      tables.execute("delete from groundcrew_run");
      Task one = ticking(Map.of("overlap", overlap, "missed", "SKIP"));
      ClusterTicks here = node("of-" + overlap.toLowerCase(Locale.ROOT).replace('_', '-'), true);
      here.due(tick(one, 19));
      Timetable.Tick tick = ahead(one);
      here.due(tick);

      boolean late = Instant.now().isAfter(tick.at());
      List<Run> rows = rows();
      assertThat(
              late
                  || rows.stream()
                      .allMatch(
                          run -> run.lastDue().orElseThrow().isBefore(tick.at().minusMillis(1))))
          .isTrue();
      assertThat(late || rows.stream().allMatch(run -> run.state() == RunState.QUEUED)).isTrue();
    }
  }
}
