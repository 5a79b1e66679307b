package dev.groundcrew.run;

import dev.groundcrew.task.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which runs a list shows. Values of one list are alternatives, an empty list is no condition.
 *
 * @param tasks names of tasks
 * @param within patterns of names of tasks, in which {@code *} stands for any characters
 * @param states where the runs stand
 * @param triggers why they began
 * @param nodes who runs or ran them
 * @param since queued at this instant or later
 * @param until queued before this instant
 * @param unretried whether only runs that nobody has retried; a retry that was skipped is none
 */
public record RunFilter(
    List<String> tasks,
    List<String> within,
    List<RunState> states,
    List<Trigger> triggers,
    List<String> nodes,
    Optional<Instant> since,
    Optional<Instant> until,
    boolean unretried) {
  /** Runs by what a caller may choose. */
  public RunFilter(
      List<String> tasks,
      List<RunState> states,
      List<Trigger> triggers,
      List<String> nodes,
      Optional<Instant> since,
      Optional<Instant> until) {
    this(tasks, List.of(), states, triggers, nodes, since, until, false);
  }

  /** All runs of one task. */
  public static RunFilter ofTask(String task) {
    return new RunFilter(
        List.of(task), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  /** The same, in some states. */
  public RunFilter in(List<RunState> some) {
    return new RunFilter(tasks, within, some, triggers, nodes, since, until, unretried);
  }

  /** The same, without those that somebody has retried. */
  public RunFilter onlyUnretried() {
    return new RunFilter(tasks, within, states, triggers, nodes, since, until, true);
  }

  /** The same, of those tasks only whose name fits one of some patterns. */
  public RunFilter within(List<String> patterns) {
    return new RunFilter(tasks, patterns, states, triggers, nodes, since, until, unretried);
  }
}
