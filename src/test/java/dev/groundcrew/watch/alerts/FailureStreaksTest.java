package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule 2 of the package. */
class FailureStreaksTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private final FailureStreaks streaks = new FailureStreaks();
  private int past;

  private Optional<String> ended(String task, RunState state) {
    return ended(task, state, "node-1");
  }

  /** Ends a run in the cluster, whose other nodes may run the task too. */
  private Optional<String> endedInCluster(RunState state) {
    return ended("a", state, "");
  }

  private Optional<String> ended(String task, RunState state, String onlyOn) {
    Run run =
        Run.queued(1, task, Origin.schedule(NOW), onlyOn, NOW)
            .started("node-1", NOW)
            .ended(state, Ending.because("no luck"), NOW);
    return streaks.ended(run, 2, ended -> past).map(alert -> alert.kind() + ": " + alert.text());
  }

  @Test
  void aTaskIsToldOnceItHasFailedOftenEnough() {
    assertThat(ended("a", RunState.FAILED)).isEmpty();
    assertThat(ended("b", RunState.FAILED)).isEmpty();
    assertThat(ended("a", RunState.TIMED_OUT))
        .contains("FAILED: task a has failed 2 times in a row: no luck");
    assertThat(ended("a", RunState.ABANDONED))
        .contains("FAILED: task a has failed 3 times in a row: no luck");
  }

  @Test
  void aSuccessStartsAnewAndIsToldOnlyIfTheFailureWas() {
    assertThat(ended("a", RunState.FAILED)).isEmpty();
    assertThat(ended("a", RunState.SUCCEEDED)).isEmpty();
    assertThat(ended("a", RunState.FAILED)).isEmpty();
    assertThat(ended("a", RunState.FAILED)).isPresent();
    assertThat(ended("a", RunState.SUCCEEDED)).contains("RECOVERED: task a succeeds again");
    assertThat(ended("a", RunState.SUCCEEDED)).isEmpty();
  }

  @Test
  void aCancelledRunIsNeitherWellNorWrong() {
    assertThat(ended("a", RunState.FAILED)).isEmpty();
    assertThat(ended("a", RunState.CANCELLED)).isEmpty();
    assertThat(ended("a", RunState.FAILED)).isPresent();
  }

  @Test
  void aStartForgetsNoFailure() {
    past = 1;
    assertThat(ended("a", RunState.FAILED))
        .contains("FAILED: task a has failed 2 times in a row: no luck");
    past = 0;
    assertThat(ended("a", RunState.FAILED))
        .as("the past is asked for once")
        .contains("FAILED: task a has failed 3 times in a row: no luck");
  }

  @Test
  void aTaskThatRecoversRightAfterAStartIsTold() {
    past = 1;
    assertThat(ended("a", RunState.SUCCEEDED)).as("that was not told").isEmpty();
    past = 2;
    assertThat(ended("b", RunState.SUCCEEDED)).contains("RECOVERED: task b succeeds again");
    assertThat(ended("b", RunState.SUCCEEDED)).as("nor twice").isEmpty();
  }

  @Test
  void inAClusterTheRunsOfOtherNodesCount() {
    assertThat(endedInCluster(RunState.FAILED)).isEmpty();
    streaks.nextRound();
    past = 4;
    assertThat(endedInCluster(RunState.FAILED))
        .contains("FAILED: task a has failed 5 times in a row: no luck");
    streaks.nextRound();
    past = 0;
    assertThat(endedInCluster(RunState.FAILED)).as("it succeeded elsewhere").isEmpty();
    assertThat(endedInCluster(RunState.FAILED))
        .as("one look at the past a round")
        .contains("FAILED: task a has failed 2 times in a row: no luck");
  }
}
