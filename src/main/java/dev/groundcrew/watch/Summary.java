package dev.groundcrew.watch;

import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunSummaryTable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The whole in figures.
 *
 * @param at when this was so
 * @param running runs under way
 * @param queued runs that wait
 * @param failed runs of the last 24 hours that ended badly
 * @param skipped skipped runs of the last 24 hours
 * @param paused tasks that somebody paused or the engine quarantined
 * @param problems open problems
 * @param tasks how each task fares
 */
@JsonbPropertyOrder({"at", "running", "queued", "failed", "skipped", "paused", "problems", "tasks"})
public record Summary(
    Instant at,
    long running,
    long queued,
    long failed,
    long skipped,
    long paused,
    int problems,
    List<OfTask> tasks) {
  /** How many runs of a task are shown. */
  private static final int SHOWN = 20;

  /**
   * How a task fares.
   *
   * @param task its name
   * @param p50 half of its newest successful runs took no longer; null without one
   * @param p95 19 of 20 of them took no longer
   * @param newest its newest runs, the newest first, at most 20
   */
  @JsonbPropertyOrder({"task", "p50", "p95", "newest"})
  public record OfTask(String task, Duration p50, Duration p95, List<Bar> newest) {
    static OfTask of(String task, List<RunSummaryTable.Bar> runs) {
      List<Duration> sorted =
          runs.stream()
              .filter(run -> run.state() == RunState.SUCCEEDED)
              .flatMap(run -> run.took().stream())
              .sorted()
              .toList();
      return new OfTask(
          task,
          percentile(sorted, 50),
          percentile(sorted, 95),
          runs.stream().limit(SHOWN).map(Bar::of).toList());
    }

    /** The nearest rank: the smallest value that so many in a hundred do not exceed. */
    private static Duration percentile(List<Duration> sorted, int percent) {
      int rank = (sorted.size() * percent + 99) / 100;
      return sorted.isEmpty() ? null : sorted.get(rank - 1);
    }
  }

  /**
   * One run, as a bar of a chart.
   *
   * @param id of the run
   * @param state where it stands
   * @param queuedAt when it came to be
   * @param startedAt when its last attempt began; null if it never did
   * @param took how long its last attempt took; null if it has not ended or never began
   */
  @JsonbPropertyOrder({"id", "state", "queuedAt", "startedAt", "took"})
  public record Bar(String id, String state, Instant queuedAt, Instant startedAt, Duration took) {
    static Bar of(RunSummaryTable.Bar run) {
      return new Bar(
          RunId.text(run.id()),
          run.state().name(),
          run.queuedAt(),
          run.startedAt().orElse(null),
          run.took().orElse(null));
    }
  }
}
