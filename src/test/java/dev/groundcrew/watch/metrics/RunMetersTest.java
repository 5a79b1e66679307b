package dev.groundcrew.watch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Figures;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules 2, 3 and 4 of the package. */
class RunMetersTest {
  private static final Instant DUE = Instant.parse("2026-11-24T03:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RunMeters meters = new RunMeters(registry, new TaskNames(2));

  private static Run queued(long id, String task) {
    return Run.queued(id, task, Origin.schedule(DUE), "node-1", DUE);
  }

  private static Run ended(long id, String task, RunState state) {
    return queued(id, task)
        .started("node-1", DUE.plusMillis(400))
        .ended(state, Ending.NONE, DUE.plusMillis(2_400));
  }

  private String counter(String task, String outcome, String trigger) {
    return "groundcrew_runs_total{outcome=\"%s\",task=\"%s\",trigger=\"%s\"}"
        .formatted(outcome, task, trigger);
  }

  @Test
  void countsByOutcomeAndTrigger() {
    meters.changed(ended(1, "a", RunState.SUCCEEDED));
    meters.changed(ended(2, "a", RunState.SUCCEEDED));
    meters.changed(ended(3, "a", RunState.FAILED));

    assertThat(registry.scrape().lines())
        .contains(
            counter("a", "SUCCEEDED", "SCHEDULE") + " 2.0",
            counter("a", "FAILED", "SCHEDULE") + " 1.0");
  }

  @Test
  void aRunThatHasNotEndedIsNotCounted() {
    meters.changed(queued(1, "a").started("node-1", DUE));

    assertThat(registry.scrape()).doesNotContain("groundcrew_runs_total");
  }

  @Test
  void timesDurationAndLateness() {
    meters.changed(ended(1, "a", RunState.SUCCEEDED));

    assertThat(registry.scrape().lines())
        .contains(
            "groundcrew_run_duration_seconds_sum{task=\"a\"} 2.0",
            "groundcrew_run_duration_seconds_bucket{task=\"a\",le=\"1.0\"} 0",
            "groundcrew_run_duration_seconds_bucket{task=\"a\",le=\"5.0\"} 1",
            "groundcrew_run_lateness_seconds_sum{task=\"a\"} 0.4",
            "groundcrew_run_lateness_seconds_bucket{task=\"a\",le=\"0.1\"} 0",
            "groundcrew_run_lateness_seconds_bucket{task=\"a\",le=\"0.5\"} 1");
  }

  @Test
  void timesHowLongRequestsHeldARunBackIfTheyDid() {
    meters.changed(ended(1, "a", RunState.SUCCEEDED));
    meters.changed(heldBack(2, 0));
    meters.changed(heldBack(3, 250_000_000));

    assertThat(registry.scrape().lines())
        .contains(
            "groundcrew_run_held_seconds_count{task=\"a\"} 1",
            "groundcrew_run_held_seconds_sum{task=\"a\"} 0.25");
  }

  private static Run heldBack(long id, long nanos) {
    Optional<Long> unknown = Optional.empty();
    var figures =
        new Figures(
            Optional.empty(), unknown, unknown, unknown, unknown, unknown, Optional.of(nanos));
    var ending =
        new Ending(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), figures);
    return queued(id, "a")
        .started("node-1", DUE.plusMillis(400))
        .ended(RunState.SUCCEEDED, ending, DUE.plusMillis(2_400));
  }

  @Test
  void aLaterAttemptSaysNothingOfLateness() {
    Run second =
        queued(1, "a")
            .started("node-1", DUE.plusSeconds(1))
            .started("node-1", DUE.plusSeconds(60))
            .ended(RunState.SUCCEEDED, Ending.NONE, DUE.plusSeconds(61));
    meters.changed(second);

    assertThat(registry.scrape().lines())
        .contains(
            "groundcrew_run_lateness_seconds_count{task=\"a\"} 0",
            "groundcrew_run_duration_seconds_count{task=\"a\"} 1");
  }

  @Test
  void aSkippedRunCountsOnceForEachTick() {
    Run skipped = queued(1, "a").skipped("paused", "node-1", 1, DUE, DUE);
    Run three = skipped.skippedAgain(2, DUE.plusSeconds(20), DUE.plusSeconds(20));
    meters.changed(skipped);
    meters.changed(three);
    meters.changed(three);
    meters.changed(queued(2, "a").skipped("busy", "node-1", 4, DUE, DUE));

    assertThat(registry.scrape().lines()).contains(counter("a", "SKIPPED", "SCHEDULE") + " 7.0");
    assertThat(registry.scrape()).contains("groundcrew_run_duration_seconds_count{task=\"a\"} 0");
  }

  @Test
  void tasksBeyondTheBoundShareOneLabel() {
    for (int i = 0; i < 10; i++) {
      meters.changed(ended(i, "task-" + i, RunState.SUCCEEDED));
    }

    assertThat(registry.scrape().lines())
        .contains(counter("(others)", "SUCCEEDED", "SCHEDULE") + " 8.0")
        .noneMatch(line -> line.contains("task-7"));
  }

  @Test
  void remembersTheLastSuccess() {
    meters.changed(ended(1, "a", RunState.SUCCEEDED));
    meters.changed(ended(2, "b", RunState.FAILED));

    assertThat(meters.lastSuccess("a"))
        .isEqualTo(DUE.plus(Duration.ofMillis(2_400)).toEpochMilli() / 1e3);
    assertThat(meters.lastSuccess("b")).isZero();
    assertThat(meters.lastSuccess("never-seen")).isZero();
  }
}
