package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.run.AttemptTable;
import dev.groundcrew.run.Claim;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.PastAttempt;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Package description, rule 11. */
class SettlementTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final RunTable.Holder DEAD = new RunTable.Holder("dead", 7);

  private final Settlement settlement =
      new Settlement(
          TestTasks.catalogue(
              TestTasks.task("reruns", Map.of()),
              TestTasks.task("once", Map.of("after-crash", "ABANDON"))));

  private static Run held(long id, String task, int crashes) {
    return Run.queued(id, task, Origin.manual("anna"), "", NOW)
        .claimed("dead", new Claim(DEAD.life(), id))
        .withCrashes(crashes);
  }

  private static void insert(Run... runs) {
    tables
        .database()
        .transaction(
            sql -> {
              RunTable.insert(sql, List.of(runs));
              TaskStateTable.ensure(sql, List.of("reruns", "once"));
              return null;
            });
  }

  private Settlement.Report settle() {
    return tables.database().transaction(sql -> settlement.settle(sql, DEAD));
  }

  private static Run find(long id) {
    return tables.database().transaction(sql -> RunTable.find(sql, id)).orElseThrow();
  }

  @Test
  void runsUnderWayGoOnWithANewAttemptAndKeepTheOldOne() {
    insert(held(1, "reruns", 0).started("dead", NOW));

    Settlement.Report report = settle();

    assertThat(report.requeued()).isEqualTo(1);
    assertThat(report.runs())
        .singleElement()
        .satisfies(run -> assertThat(run.state()).isEqualTo(find(1).state()));
    assertThat(find(1))
        .satisfies(
            run -> {
              assertThat(run.state()).isEqualTo(RunState.QUEUED);
              assertThat(run.crashes()).isEqualTo(1);
              assertThat(run.attempt()).isEqualTo(1);
              assertThat(run.failures()).isZero();
              assertThat(run.claim().life()).isZero();
              assertThat(run.node()).isEmpty();
            });
    List<PastAttempt> attempts = tables.database().transaction(sql -> AttemptTable.of(sql, 1));
    assertThat(attempts).hasSize(1);
    assertThat(attempts.get(0).state()).isEqualTo(RunState.ABANDONED);
    assertThat(attempts.get(0).node()).isEqualTo("dead");
  }

  @Test
  void runsNotBegunGoBackWithoutACrash() {
    insert(held(1, "reruns", 0));

    settle();

    assertThat(find(1).crashes()).isZero();
    assertThat(find(1).claim().life()).isZero();
  }

  @Test
  void aStartThatADeadLifeWritesLateIsRefused() {
    Run waiting = held(1, "reruns", 0);
    insert(waiting);
    settle();

    int[] changed =
        tables
            .database()
            .transaction(sql -> RunTable.update(sql, List.of(waiting.started("dead", NOW))));

    assertThat(changed).containsExactly(0);
    assertThat(find(1).state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void aTaskMayForbidASecondRun() {
    insert(held(1, "once", 0).started("dead", NOW));

    assertThat(settle().ended()).isEqualTo(1);
    assertThat(find(1).state()).isEqualTo(RunState.ABANDONED);
    assertThat(find(1).crashes()).isEqualTo(1);
  }

  @Test
  void aRunThatSawThreeNodesDieEndsAndItsTaskIsQuarantined() {
    insert(held(1, "reruns", 2).started("dead", NOW));

    Settlement.Report report = settle();

    assertThat(report.quarantined()).containsExactly("reruns");
    assertThat(find(1).state()).isEqualTo(RunState.ABANDONED);
    Map<String, TaskState> states = tables.database().transaction(TaskStateTable::all);
    assertThat(states.get("reruns").quarantine()).isPresent();
    assertThat(states.get("reruns").nameAt(NOW)).isEqualTo("QUARANTINED");
  }

  @Test
  void aRunThatWasAskedToEndHasBeenCancelled() {
    insert(held(1, "reruns", 0).started("dead", NOW).cancelling());

    settle();

    assertThat(find(1).state()).isEqualTo(RunState.CANCELLED);
    assertThat(find(1).ending().reason()).contains("cancelled; the node died");
  }

  @Test
  void aRunOfTheNodesMemoryHasAnUnknownOutcome() {
    insert(Run.queued(1, "reruns", Origin.schedule(NOW), "dead", NOW).started("dead", NOW));

    settle();

    assertThat(find(1).state()).isEqualTo(RunState.ABANDONED);
    assertThat(find(1).ending().reason()).contains("outcome unknown: the node died");
  }

  @Test
  void leavesTheRunsOfOthersAlone() {
    Run others =
        Run.queued(1, "reruns", Origin.manual("anna"), "", NOW)
            .claimed("alive", new Claim(8, 1))
            .started("alive", NOW);
    insert(others);

    settle();

    assertThat(find(1)).isEqualTo(others);
  }

  @Test
  void theFirstStartOfANodeLeavesTheWholeQueueAlone() {
    insert(Run.queued(1, "reruns", Origin.manual("anna"), "", NOW));
    long before = find(1).claim().token();

    tables.database().transaction(sql -> settlement.settle(sql, new RunTable.Holder("new", 0)));

    assertThat(find(1).claim().token()).isEqualTo(before);
  }
}
