package dev.groundcrew.watch.alerts;

import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How often each task has failed in a row (rule 2 of the package). For one thread. */
final class FailureStreaks {
  private final Map<String, Integer> streaks = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /** Tasks that have succeeded since the start. */
  private final Set<String> succeeded = new HashSet<>();

  /** Tasks of which other nodes run some runs. */
  private final Set<String> shared = new HashSet<>();

  /** What happened before this node looked. */
  @FunctionalInterface
  interface Past {
    /** How often the run's task had failed in a row just before it, where it may run. */
    int failuresBefore(Run run);
  }

  /**
   * What to tell about a run that has ended.
   *
   * @param limit how many failures in a row are told
   */
  Optional<Alert> ended(Run run, int limit, Past past) {
    String task = run.task();
    switch (run.state()) {
      case FAILED, TIMED_OUT, ABANDONED -> {
        int streak = streaks.computeIfAbsent(task, unknown -> past.failuresBefore(run)) + 1;
        streaks.put(task, streak);
        if (run.onlyOn().isEmpty()) {
          shared.add(task);
        }
        if (streak < limit) {
          return Optional.empty();
        }
        told.add(task);
        String times = streak == 1 ? "has failed" : "has failed " + streak + " times in a row";
        String why = run.ending().error().or(() -> run.ending().reason()).orElse("");
        return Optional.of(alert(AlertKind.FAILED, run, times + (why.isEmpty() ? "" : ": " + why)));
      }
      case SUCCEEDED -> {
        boolean first = succeeded.add(task);
        boolean bad =
            told.remove(task)
                || (first && !streaks.containsKey(task) && past.failuresBefore(run) >= limit);
        streaks.put(task, 0);
        if (run.onlyOn().isEmpty()) {
          shared.add(task);
        }
        return bad
            ? Optional.of(alert(AlertKind.RECOVERED, run, "succeeds again"))
            : Optional.empty();
      }
      default -> {
        // Neither well nor wrong: somebody cancelled it, or it did not run.
        return Optional.empty();
      }
    }
  }

  /** What other nodes may have run meanwhile is asked for anew. */
  void nextRound() {
    streaks.keySet().removeAll(shared);
    shared.clear();
  }

  private static Alert alert(AlertKind kind, Run run, String text) {
    return new Alert(
        kind,
        "task " + run.task(),
        Optional.of(run.task()),
        Optional.of(RunId.text(run.id())),
        "task " + run.task() + " " + text,
        Optional.empty(),
        run.endedAt().orElseThrow(),
        0);
  }
}
