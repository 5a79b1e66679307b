package dev.groundcrew.execution;

import dev.groundcrew.run.Figures;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How long runs of each task took on this node lately. Safe for use by several threads. */
final class Habits {
  private static final int RUNS = 50;
  private static final double P95 = 0.95;

  private record Length(long active, long cpu) {}

  private final Map<String, Deque<Length>> lengths = new ConcurrentHashMap<>();

  /** A run has ended. */
  void ended(Run run) {
    Figures figures = run.ending().figures();
    if (run.state() != RunState.SUCCEEDED || figures.wallNanos().isEmpty()) {
      return;
    }
    long active = figures.wallNanos().get() - figures.gateNanos().orElse(0L);
    Deque<Length> mine = lengths.computeIfAbsent(run.task(), task -> new ArrayDeque<>());
    synchronized (mine) {
      mine.addLast(new Length(active, figures.cpuNanos().orElse(0L)));
      if (mine.size() > RUNS) {
        mine.removeFirst();
      }
    }
  }

  /** The time that 95 % of a task's recent runs took at most, without what they were held back. */
  Optional<Duration> usual(String task) {
    return of(task)
        .map(
            mine -> {
              synchronized (mine) {
                long[] sorted = mine.stream().mapToLong(Length::active).sorted().toArray();
                return Duration.ofNanos(sorted[(int) Math.ceil(P95 * sorted.length) - 1]);
              }
            });
  }

  /** Mean CPU time of a task's recent runs in nanoseconds; 0 if it is not known. */
  long cpuNanos(String task) {
    return of(task)
        .map(
            mine -> {
              synchronized (mine) {
                return (long) mine.stream().mapToLong(Length::cpu).average().orElse(0);
              }
            })
        .orElse(0L);
  }

  private Optional<Deque<Length>> of(String task) {
    return Optional.ofNullable(lengths.get(task));
  }
}
