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

  /**
   * What to tell about a run that has ended.
   *
   * @param limit how many failures in a row are told
   */
  Optional<Alert> ended(Run run, int limit) {
    String task = run.task();
    switch (run.state()) {
      case FAILED, TIMED_OUT, ABANDONED -> {
        int streak = streaks.merge(task, 1, Integer::sum);
        if (streak < limit) {
          return Optional.empty();
        }
        told.add(task);
        String times = streak == 1 ? "has failed" : "has failed " + streak + " times in a row";
        String why = run.ending().error().or(() -> run.ending().reason()).orElse("");
        return Optional.of(alert(AlertKind.FAILED, run, times + (why.isEmpty() ? "" : ": " + why)));
      }
      case SUCCEEDED -> {
        streaks.remove(task);
        return told.remove(task)
            ? Optional.of(alert(AlertKind.RECOVERED, run, "succeeds again"))
            : Optional.empty();
      }
      default -> {
        // Neither well nor wrong: somebody cancelled it, or it did not run.
        return Optional.empty();
      }
    }
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
