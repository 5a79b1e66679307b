package dev.groundcrew.history;

import static dev.groundcrew.run.RunState.QUEUED;
import static dev.groundcrew.run.RunState.RUNNING;
import static dev.groundcrew.run.RunState.SKIPPED;
import static dev.groundcrew.run.RunState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule of the package, kept and broken. */
class HistoryCheckerTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<RunEvent> runs = new ArrayList<>();
  private final List<NodeEvent> nodes = new ArrayList<>();
  private long seq;

  private void run(long run, RunState state, long life, long token) {
    seq++;
    runs.add(
        new RunEvent(
            seq,
            NOON.plusMillis(seq),
            run,
            "work",
            "",
            state,
            life,
            token,
            state == QUEUED ? 0 : 1,
            true,
            Optional.empty(),
            Optional.empty(),
            0));
  }

  private void tick(long run, RunState state, int due, int lastDue, long skips) {
    seq++;
    runs.add(
        new RunEvent(
            seq,
            NOON,
            run,
            "ticks",
            "",
            state,
            0,
            run,
            1,
            true,
            Optional.of(NOON.plusSeconds(due)),
            lastDue == due ? Optional.empty() : Optional.of(NOON.plusSeconds(lastDue)),
            skips));
  }

  private void node(long life, String state, long silentSeconds, boolean stopped) {
    seq++;
    nodes.add(
        new NodeEvent(seq, NOON, "a", life, state, NOON.minusSeconds(silentSeconds), stopped));
  }

  private List<String> violations() {
    return HistoryChecker.violations(new History(runs, nodes), List.of("work"));
  }

  private List<String> violatedTicks() {
    return HistoryChecker.violatedTicks(new History(runs, nodes), "ticks", "", SECOND);
  }

  @Test
  void aRunThatIsTakenBegunAndEndedBreaksNothing() {
    run(1, QUEUED, 0, 0);
    run(1, QUEUED, 7, 1);
    run(1, RUNNING, 7, 1);
    run(1, SUCCEEDED, 0, 1);

    assertThat(violations()).isEmpty();
    assertThat(HistoryChecker.lost(new History(runs, nodes), List.of(1L))).isEmpty();
  }

  @Test
  void aRunOfADeadLifeThatGoesOnElsewhereBreaksNothing() {
    run(1, QUEUED, 7, 1);
    run(1, RUNNING, 7, 1);
    node(7, "GONE", 12, false);
    run(1, QUEUED, 0, 2);
    run(1, QUEUED, 8, 3);
    run(1, RUNNING, 8, 3);

    assertThat(violations()).isEmpty();
  }

  @Test
  void findsAFinalStateThatChanges() {
    run(1, SUCCEEDED, 0, 1);
    run(1, RunState.FAILED, 0, 1);

    assertThat(violations()).singleElement().asString().contains("SUCCEEDED became FAILED");
  }

  @Test
  void aSkippedRunMayCountOn() {
    run(1, SKIPPED, 0, 0);
    run(1, SKIPPED, 0, 0);

    assertThat(violations()).isEmpty();
  }

  @Test
  void findsARunThatPassesBetweenLivesUnreleased() {
    run(1, QUEUED, 7, 1);
    run(1, QUEUED, 8, 2);

    assertThat(violations()).singleElement().asString().contains("from life 7 to 8 unreleased");
  }

  @Test
  void findsAClaimWithoutAGreaterToken() {
    run(1, QUEUED, 7, 5);
    run(1, QUEUED, 0, 5);
    run(1, QUEUED, 8, 5);

    assertThat(violations()).singleElement().asString().contains("taken with token 5");
  }

  @Test
  void findsATokenThatFalls() {
    run(1, QUEUED, 7, 5);
    run(1, RUNNING, 7, 4);

    assertThat(violations()).anyMatch(text -> text.contains("token 5 fell to 4"));
  }

  @Test
  void findsALateStartOfARunThatWasGivenBack() {
    run(1, QUEUED, 7, 1);
    run(1, QUEUED, 0, 1);
    run(1, RUNNING, 7, 1);

    assertThat(violations()).singleElement().asString().contains("began as life 7, held by 0");
  }

  @Test
  void findsTwoRunsOfANonOverlappingTaskAtOnce() {
    run(1, QUEUED, 7, 1);
    run(2, QUEUED, 8, 2);

    assertThat(violations()).singleElement().asString().contains("held by life 8 while");
  }

  @Test
  void aRunOfALifeThatIsOverDoesNotCount() {
    run(1, RUNNING, 7, 1);
    node(7, "ACTIVE", 0, false);
    node(9, "ACTIVE", 0, false);
    run(2, QUEUED, 8, 2);

    assertThat(violations()).isEmpty();
  }

  @Test
  void findsABurialBeforeTheLeaseIsOver() {
    node(7, "GONE", 11, false);

    assertThat(violations()).singleElement().asString().contains("after PT11S of silence");
  }

  @Test
  void anOrderlyStopIsNoBurial() {
    node(7, "GONE", 1, true);

    assertThat(violations()).isEmpty();
  }

  @Test
  void ticksInARowBreakNothingWhateverBecameOfThem() {
    tick(1, SUCCEEDED, 0, 0, 0);
    tick(2, SKIPPED, 1, 5, 5);
    tick(3, RUNNING, 6, 6, 0);

    assertThat(violatedTicks()).isEmpty();
  }

  @Test
  void findsATickWithoutARow() {
    tick(1, SUCCEEDED, 0, 0, 0);
    tick(2, SUCCEEDED, 2, 2, 0);

    assertThat(violatedTicks()).singleElement().asString().contains("gap from");
  }

  @Test
  void findsATickWithTwoRows() {
    tick(1, SKIPPED, 0, 3, 4);
    tick(2, SUCCEEDED, 3, 3, 0);

    assertThat(violatedTicks()).singleElement().asString().contains("overlap from");
  }

  @Test
  void findsASkippedRowThatMiscounts() {
    tick(1, SKIPPED, 0, 3, 2);

    assertThat(violatedTicks()).singleElement().asString().contains("counts 2 ticks");
  }

  @Test
  void findsAcceptedRunsThatAreLost() {
    run(1, QUEUED, 0, 0);

    assertThat(HistoryChecker.lost(new History(runs, nodes), List.of(1L, 2L)))
        .hasSize(2)
        .anyMatch(text -> text.contains("is still QUEUED"))
        .anyMatch(text -> text.contains("was never stored"));
  }

  @Test
  void measuresTheLongestSilenceOfALife() {
    node(7, "ACTIVE", 9, false);
    node(7, "ACTIVE", 6, false);
    node(7, "ACTIVE", 1, false);
    node(8, "ACTIVE", 0, false);

    assertThat(new History(runs, nodes).longestSilence("a", Instant.EPOCH))
        .isEqualTo(Duration.ofSeconds(5));
  }
}
