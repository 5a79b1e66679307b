package dev.groundcrew.watch;

import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunChanged;
import dev.groundcrew.run.RunState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node has seen of each task's runs since its start: how the last ended, how many ended
 * how, and how long the recent ones took. In memory; safe for use by several threads.
 */
@ApplicationScoped
public class RecentRuns {
  /** How many runs percentiles rest on. */
  static final int KEPT = 256;

  private static final Summary NOTHING =
      new Summary(Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

  private final Map<String, OfTask> tasks = new ConcurrentHashMap<>();

  /**
   * One task's runs.
   *
   * @param last the last one that ended, skipped ones left out
   * @param counts how many ended in each final state; a skipped one counts each of its ticks
   * @param p50 half of the recent runs took no longer
   * @param p95 95 of 100 of them took no longer
   */
  public record Summary(
      Optional<Run> last,
      Map<RunState, Long> counts,
      Optional<Duration> p50,
      Optional<Duration> p95) {
    /** How many ended in a state. */
    public long count(RunState state) {
      return counts.getOrDefault(state, 0L);
    }
  }

  void changed(@Observes RunChanged event) {
    Run run = event.run();
    if (run.state().isFinal()) {
      tasks.computeIfAbsent(run.task(), task -> new OfTask()).add(run);
    }
  }

  /** What has been seen of a task's runs. */
  public Summary of(String task) {
    OfTask found = tasks.get(task);
    return found == null ? NOTHING : found.summary();
  }

  /** A task that has been deleted needs no memory. */
  void forget(String task) {
    tasks.remove(task);
  }

  private static final class OfTask {
    private static final int HALF = 50;
    private static final int ALMOST_ALL = 95;

    // Guarded by this.
    private final Deque<Duration> durations = new ArrayDeque<>();
    private final Map<RunState, Long> counts = new EnumMap<>(RunState.class);
    private Run last;
    private Run lastSkipped;

    synchronized void add(Run run) {
      if (run.state() == RunState.SKIPPED) {
        boolean goesOn = lastSkipped != null && lastSkipped.id() == run.id();
        long before = goesOn ? lastSkipped.skips().count() : 0;
        counts.merge(RunState.SKIPPED, run.skips().count() - before, Long::sum);
        lastSkipped = run;
        return;
      }
      counts.merge(run.state(), 1L, Long::sum);
      last = run;
      if (run.startedAt().isPresent()) {
        durations.add(Duration.between(run.startedAt().get(), run.endedAt().orElseThrow()));
        if (durations.size() > KEPT) {
          durations.remove();
        }
      }
    }

    synchronized Summary summary() {
      List<Duration> sorted = durations.stream().sorted().toList();
      return new Summary(
          Optional.ofNullable(last),
          Map.copyOf(counts),
          percentile(sorted, HALF),
          percentile(sorted, ALMOST_ALL));
    }

    /** By nearest rank. */
    private static Optional<Duration> percentile(List<Duration> sorted, int percent) {
      if (sorted.isEmpty()) {
        return Optional.empty();
      }
      int rank = (sorted.size() * percent + 99) / 100;
      return Optional.of(sorted.get(rank - 1));
    }
  }
}
