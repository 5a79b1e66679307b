package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.engine.Vitals;
import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunChanged;
import dev.groundcrew.run.RunState;
import dev.groundcrew.watch.OpenProblem;
import dev.groundcrew.watch.ProblemChanged;
import dev.groundcrew.watch.ProblemKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 2 of the package: what happens, and what is told of it. */
@SuppressWarnings("UnnecessaryAssignment")
class DeskTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Set<AlertKind> ALL = EnumSet.complementOf(EnumSet.of(AlertKind.TEST));

  private final Desk desk = new Desk();

  @BeforeEach
  void open() {
    desk.clock = InstantSource.fixed(NOW);
    desk.vitals =
        new Vitals() {
          @Override
          public Optional<OfTask> task(String name) {
            return Optional.empty();
          }
        };
  }

  private List<Alert> take(Set<AlertKind> kinds) {
    return desk.take(new Rules(1, 2, Duration.ZERO, kinds), run -> 0);
  }

  private List<String> told() {
    return take(ALL).stream().map(alert -> alert.kind() + ": " + alert.text()).toList();
  }

  private static Run queued() {
    return Run.queued(1, "purge", Origin.schedule(NOW), "node-1", NOW);
  }

  private void ends(RunState state) {
    Run run = queued().started("node-1", NOW).ended(state, Ending.because("no luck"), NOW);
    desk.changed(new RunChanged(run));
  }

  private void skipped(String reason) {
    desk.changed(new RunChanged(queued().skipped(reason, "node-1", 3, NOW.plusSeconds(9), NOW)));
  }

  private static ProblemChanged problem(ProblemKind kind, boolean open) {
    var problem =
        new OpenProblem("id-of-it", kind, "purge", "node-1", "it is bad", NOW, "https://runbook");
    return new ProblemChanged(problem, open);
  }

  @Test
  void whoeverAsksKnowsWhetherThereIsNews() {
    assertThat(desk.hasNews()).isFalse();
    ends(RunState.FAILED);
    assertThat(desk.hasNews()).isTrue();

    assertThat(told()).isEmpty();

    assertThat(desk.hasNews()).isFalse();
  }

  @Test
  void whatNobodyIsToBeToldIsForgotten() {
    ends(RunState.FAILED);
    ends(RunState.FAILED);
    desk.drop();
    assertThat(desk.hasNews()).isFalse();
    assertThat(told()).isEmpty();
  }

  @Test
  void aTaskThatFailsInARowIsToldAndThatItRecovers() {
    ends(RunState.FAILED);
    assertThat(told()).isEmpty();
    ends(RunState.FAILED);
    assertThat(told()).containsExactly("FAILED: task purge has failed 2 times in a row: no luck");
    ends(RunState.SUCCEEDED);
    assertThat(told()).containsExactly("RECOVERED: task purge succeeds again");
  }

  @Test
  void aRunThatHasNotEndedIsNoNews() {
    desk.changed(new RunChanged(queued().started("node-1", NOW)));
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missed: no node was up", "missed: the database was away"})
  void ticksThatPassedAreTold(String reason) {
    skipped(reason);
    assertThat(told()).containsExactly("MISSED: task purge " + reason + ", ticks: 3");
  }

  /** Somebody wanted it so. */
  @Test
  void ticksThatWereSkippedOnPurposeAreNot() {
    skipped("paused by anna: holidays");
    skipped("an earlier run has not ended");
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "STOPPED_SCHEDULE, LATE",
    "NODE_LOST, NODE_LOST",
    "QUARANTINED, QUARANTINED",
    "THRESHOLD, PROBLEM",
    "TASK_UNKNOWN, PROBLEM",
    "DATABASE_AWAY, PROBLEM",
    "HISTORY_LOST, PROBLEM",
    "CLOCK_SKEW, PROBLEM",
    "SCOPE_UNSAID, PROBLEM",
    "LEFT_BY_STOP, PROBLEM"
  })
  void aProblemIsToldAndThatItIsOver(ProblemKind kind, AlertKind told) {
    desk.changed(problem(kind, true));
    assertThat(take(ALL))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(told);
              assertThat(alert.text()).isEqualTo("it is bad");
              assertThat(alert.task()).contains("purge");
              assertThat(alert.runbook()).contains("https://runbook");
            });
    desk.changed(problem(kind, false));
    assertThat(told()).containsExactly("RECOVERED: no longer: it is bad");
  }

  /** An alert about alerts would go the same way. */
  @Test
  void thatAlertsFailIsNoAlert() {
    desk.changed(problem(ProblemKind.ALERTS_FAILING, true));
    assertThat(told()).isEmpty();
  }

  @Test
  void whatTheRulesLeaveOutIsNotToldButATestIs() {
    desk.changed(problem(ProblemKind.NODE_LOST, true));
    desk.changed(problem(ProblemKind.QUARANTINED, true));
    desk.test("anna");

    assertThat(take(Set.of(AlertKind.NODE_LOST)))
        .extracting(Alert::kind)
        .containsExactly(AlertKind.NODE_LOST, AlertKind.TEST);
  }

  @Test
  void inAFloodTheOldestNewsAreToldAndTheRestIsCounted() {
    for (int i = 0; i < 10_005; i++) {
      desk.changed(problem(ProblemKind.NODE_LOST, true));
    }
    List<Alert> alerts = take(ALL);

    assertThat(alerts).hasSize(10_001);
    assertThat(alerts.get(10_000).text()).contains("too much happened at once: 5 ");
    assertThat(told()).isEmpty();
  }
}
