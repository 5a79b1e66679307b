package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.NodeState;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunFilter;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Package description, rule 10. Ticks of each minute, by the clock of the machine. */
@Tag("database")
class CatchUpTest {
  private static final TestDatabase TABLES = TestDatabase.Kind.H2.migrated();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Membership membership = new Membership("n");
  private Instant setAt = Instant.EPOCH;
  private final CatchUp catchUp =
      new CatchUp(
          membership,
          new RunIds(InstantSource.system(), 1),
          new TaskStates(TABLES.database(), InstantSource.system(), membership),
          task -> setAt);

  private final Instant lastTick = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 60 * 60);

  @AfterEach
  void clear() {
    TABLES.clear();
  }

  @AfterAll
  static void close() {
    TABLES.close();
  }

  private static Task everyMinute(String scope, Map<String, String> more) {
    var attributes = new TreeMap<>(more);
    attributes.put("every", "PT1M");
    attributes.put("scope", scope);
    return TestTasks.task("t", attributes);
  }

  private int look(Task task, Optional<Node> before) {
    return waiting(
        TABLES.database().transaction(sql -> catchUp.look(sql, task, before)).orElseThrow());
  }

  private static int waiting(List<Run> rows) {
    return (int) rows.stream().filter(run -> run.state() == RunState.QUEUED).count();
  }

  private void ran(Instant tick, String onlyOn) {
    Run run =
        Run.queued(1, "t", Origin.clusterSchedule(tick), onlyOn, tick)
            .started("n", tick)
            .ended(RunState.SUCCEEDED, Ending.NONE, tick);
    TABLES
        .database()
        .transaction(
            sql -> {
              RunTable.insert(sql, List.of(run));
              return null;
            });
  }

  private static List<Run> later() {
    List<Run> newestFirst =
        TABLES
            .database()
            .transaction(sql -> RunTable.list(sql, RunFilter.ofTask("t"), Long.MAX_VALUE, 100));
    return newestFirst.stream().filter(run -> run.id() != 1).toList();
  }

  @Test
  void aTaskThatNeverRanHasMissedNothing() {
    assertThat(look(everyMinute("ONCE_PER_CLUSTER", Map.of()), Optional.empty())).isZero();
    assertThat(later()).isEmpty();
  }

  @Test
  void missedTicksAreOneSkippedRowWithFirstLastAndCount() {
    ran(lastTick.minus(MINUTE.multipliedBy(5)), "");

    int waiting = look(everyMinute("ONCE_PER_CLUSTER", Map.of()), Optional.empty());

    assertThat(waiting).isZero();
    assertThat(later()).hasSize(1);
    Run skipped = later().get(0);
    assertThat(skipped.state()).isEqualTo(RunState.SKIPPED);
    assertThat(skipped.ending().reason()).contains("missed: no node was up");
    assertThat(skipped.origin().scheduledFor()).contains(lastTick.minus(MINUTE.multipliedBy(4)));
    assertThat(skipped.skips().count()).isGreaterThanOrEqualTo(5);
    assertThat(look(everyMinute("ONCE_PER_CLUSTER", Map.of()), Optional.empty()))
        .as("a second look finds nothing")
        .isZero();
    Instant accounted = skipped.lastDue().orElseThrow();
    assertThat(later())
        .as("but for a minute that has ended meanwhile")
        .filteredOn(run -> !run.origin().scheduledFor().orElseThrow().isAfter(accounted))
        .hasSize(1);
  }

  @Test
  void runOnceMakesUpForTheLastOfThem() {
    ran(lastTick.minus(MINUTE.multipliedBy(5)), "");

    int waiting =
        look(everyMinute("ONCE_PER_CLUSTER", Map.of("missed", "RUN_ONCE")), Optional.empty());

    assertThat(waiting).isEqualTo(1);
    assertThat(later()).hasSize(2);
    assertThat(later())
        .filteredOn(run -> run.state() == RunState.QUEUED)
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.origin().trigger()).isEqualTo(Trigger.CATCH_UP);
              assertThat(run.origin().durable()).isTrue();
              assertThat(run.origin().scheduledFor().orElseThrow()).isAfterOrEqualTo(lastTick);
            });
  }

  @Test
  void runAllMakesUpForAsManyAsTheTaskSays() {
    ran(lastTick.minus(MINUTE.multipliedBy(5)), "");
    Task task = everyMinute("ONCE_PER_CLUSTER", Map.of("missed", "RUN_ALL", "missed-most", "3"));

    assertThat(look(task, Optional.empty())).isEqualTo(3);
    assertThat(later()).filteredOn(run -> run.state() == RunState.QUEUED).hasSize(3);
    assertThat(later()).filteredOn(run -> run.state() == RunState.SKIPPED).hasSize(1);
  }

  @Test
  void ticksBeforeTheDeathOfTheNodeHaveAnUnknownOutcome() {
    ran(lastTick.minus(MINUTE.multipliedBy(6)), "n");
    Instant heard = lastTick.minus(MINUTE.multipliedBy(3)).plusSeconds(1);
    var died =
        new Node(
            "n",
            3,
            NodeState.ACTIVE,
            lastTick.minus(Duration.ofDays(1)),
            Optional.of(heard),
            Optional.empty(),
            Optional.empty());

    look(everyMinute("EVERY_NODE", Map.of()), Optional.of(died));

    assertThat(later())
        .extracting(run -> run.ending().reason().orElseThrow())
        .containsExactlyInAnyOrder("outcome unknown: the node died", "missed: no node was up");
    assertThat(later())
        .filteredOn(run -> run.ending().reason().orElseThrow().startsWith("outcome unknown"))
        .singleElement()
        .satisfies(run -> assertThat(run.skips().count()).isEqualTo(3));
  }

  @Test
  void ticksOfTheOldScheduleAreNotMissedByTheNew() {
    ran(lastTick.minus(MINUTE.multipliedBy(6)), "");
    setAt = lastTick.minus(MINUTE.multipliedBy(3));

    assertThat(look(everyMinute("ONCE_PER_CLUSTER", Map.of("missed", "RUN_ALL")), Optional.empty()))
        .isBetween(3, 4);
    assertThat(later()).allMatch(run -> run.origin().scheduledFor().orElseThrow().isAfter(setAt));
  }

  @Test
  void whileOtherNodesLiveTheyHaveTheirTurnFirst() {
    var other = new Membership("other");
    TABLES.database().transaction(other::join);
    ran(lastTick.minus(MINUTE.multipliedBy(3)), "");
    Task task = everyMinute("ONCE_PER_CLUSTER", Map.of("missed", "RUN_ALL"));

    Optional<List<Run>> early =
        TABLES.database().transaction(sql -> catchUp.look(sql, task, Optional.empty()));
    assertThat(early).isEmpty();
    assertThat(later()).isEmpty();
    List<Run> found = TABLES.database().transaction(sql -> catchUp.lookAgain(sql, task));
    assertThat(waiting(found)).isBetween(2, 4);
  }

  @Test
  void whatANodeHasBegunSinceItsStartIsNotMissed() {
    ran(lastTick.minus(MINUTE.multipliedBy(5)), "n");
    catchUp.upSince(lastTick.minus(MINUTE.multipliedBy(2)));

    look(everyMinute("EVERY_NODE", Map.of()), Optional.empty());

    assertThat(later())
        .singleElement()
        .satisfies(run -> assertThat(run.skips().count()).isEqualTo(2));
    assertThat(later().get(0).lastDue()).contains(lastTick.minus(MINUTE.multipliedBy(3)));
  }

  @Test
  void aFixedRateOfEveryNodeMissesNothingAfterTheEndOfItsWindow() {
    ran(lastTick.minus(MINUTE.multipliedBy(5)), "n");
    String end = lastTick.minus(MINUTE.multipliedBy(3)).plusSeconds(1).toString();

    look(everyMinute("EVERY_NODE", Map.of("until", end)), Optional.empty());

    assertThat(later())
        .singleElement()
        .satisfies(run -> assertThat(run.skips().count()).isEqualTo(2));
  }

  @Test
  void aSingleInstantThatWentByIsOneSkippedRow() {
    Task once =
        TestTasks.task(
            "t",
            Map.of("at", lastTick.toString(), "scope", "ONCE_PER_CLUSTER", "missed", "RUN_ONCE"));

    assertThat(look(once, Optional.empty())).isZero();
    assertThat(look(once, Optional.empty())).isZero();

    assertThat(later())
        .singleElement()
        .satisfies(run -> assertThat(run.origin().scheduledFor()).contains(lastTick));
  }

  @Test
  void theLastTicksOfAVeryLongGapAreFoundToo() {
    ran(lastTick.minus(Duration.ofDays(70)), "");
    Task task =
        TestTasks.task(
            "t", Map.of("every", "PT1S", "scope", "ONCE_PER_CLUSTER", "missed", "RUN_ONCE"));

    assertThat(look(task, Optional.empty())).isEqualTo(1);
    assertThat(later().stream().filter(run -> run.state() == RunState.QUEUED))
        .singleElement()
        .satisfies(
            run ->
                assertThat(run.origin().scheduledFor().orElseThrow()).isAfterOrEqualTo(lastTick));
  }
}
