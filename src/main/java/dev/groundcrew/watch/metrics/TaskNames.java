package dev.groundcrew.watch.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the label {@code task} bounded (rule 2 of the package). Safe for use by several threads.
 */
final class TaskNames {
  /** How many tasks have a label of their own. */
  static final int MOST = 1_000;

  /** The label of all others; no task can have this name. */
  static final String OTHERS = "(others)";

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  TaskNames(int most) {
    this.most = most;
  }

  /** What to write for a task: always the same for one name. */
  String label(String task) {
    if (known.contains(task)) {
      return task;
    }
    synchronized (known) {
      if (known.size() < most) {
        known.add(task);
        return task;
      }
    }
    return known.contains(task) ? task : OTHERS;
  }
}
