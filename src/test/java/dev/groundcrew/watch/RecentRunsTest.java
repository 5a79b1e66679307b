package dev.groundcrew.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunChanged;
import dev.groundcrew.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentRunsTest {
  private static final Instant DUE = Instant.parse("2026-11-24T03:00:00Z");

  private final RecentRuns recent = new RecentRuns();

  private static Run queued(long id) {
    return Run.queued(id, "purge", Origin.schedule(DUE), "node-1", DUE);
  }

  private void ended(long id, RunState state, Duration length) {
    recent.changed(
        new RunChanged(
            queued(id).started("node-1", DUE).ended(state, Ending.NONE, DUE.plus(length))));
  }

  @Test
  void nothingIsKnownOfATaskThatHasNotRun() {
    RecentRuns.Summary summary = recent.of("purge");

    assertThat(summary.last()).isEmpty();
    assertThat(summary.p50()).isEmpty();
    assertThat(summary.count(RunState.FAILED)).isZero();
  }

  @Test
  void percentilesAreByNearestRank() {
    for (int i = 100; i >= 1; i--) {
      ended(i, RunState.SUCCEEDED, Duration.ofSeconds(i));
    }

    assertThat(recent.of("purge").p50()).contains(Duration.ofSeconds(50));
    assertThat(recent.of("purge").p95()).contains(Duration.ofSeconds(95));
  }

  @Test
  void onlyRecentRunsMakePercentiles() {
    ended(1, RunState.SUCCEEDED, Duration.ofHours(1));
    for (int i = 0; i < RecentRuns.KEPT; i++) {
      ended(2 + i, RunState.SUCCEEDED, Duration.ofSeconds(1));
    }

    assertThat(recent.of("purge").p95()).contains(Duration.ofSeconds(1));
    assertThat(recent.of("purge").count(RunState.SUCCEEDED)).isEqualTo(RecentRuns.KEPT + 1L);
  }

  @Test
  void aSkippedRunCountsItsTicksAndIsNotTheLastRun() {
    ended(1, RunState.FAILED, Duration.ofSeconds(1));
    Run skipped = queued(2).skipped("busy", "node-1", 1, DUE, DUE);
    recent.changed(new RunChanged(skipped));
    recent.changed(new RunChanged(skipped.skippedAgain(4, DUE, DUE)));

    RecentRuns.Summary summary = recent.of("purge");
    assertThat(summary.count(RunState.SKIPPED)).isEqualTo(5);
    assertThat(summary.last().map(Run::state)).isEqualTo(Optional.of(RunState.FAILED));
  }

  @Test
  void aRunThatHasNotEndedIsNotCounted() {
    recent.changed(new RunChanged(queued(1).started("node-1", DUE)));

    assertThat(recent.of("purge").last()).isEmpty();
  }
}
