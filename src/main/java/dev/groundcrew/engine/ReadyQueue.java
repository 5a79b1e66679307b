package dev.groundcrew.engine;

import dev.groundcrew.run.Run;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs that wait for a slot, served task by task in turn, so that a flood of one task delays the
 * next run of another by one run at most (rule 5 of the package). Guarded by its owner.
 */
final class ReadyQueue {
  private final Map<String, Deque<Run>> byTask = new LinkedHashMap<>();

  void add(Run run) {
    byTask.computeIfAbsent(run.task(), name -> new ArrayDeque<>()).add(run);
  }

  /** Puts a run back to the head of its task's line. */
  void addFirst(Run run) {
    byTask.computeIfAbsent(run.task(), name -> new ArrayDeque<>()).addFirst(run);
  }

  int size(String task) {
    Deque<Run> waiting = byTask.get(task);
    return waiting == null ? 0 : waiting.size();
  }

  /** The next run of the next task that may start; that task goes to the end of the line. */
  Optional<Run> poll(Predicate<String> mayStart) {
    for (Iterator<Map.Entry<String, Deque<Run>>> it = byTask.entrySet().iterator();
        it.hasNext(); ) {
      Map.Entry<String, Deque<Run>> entry = it.next();
      if (mayStart.test(entry.getKey())) {
        it.remove();
        Deque<Run> waiting = entry.getValue();
        Run next = waiting.remove();
        if (!waiting.isEmpty()) {
          byTask.put(entry.getKey(), waiting);
        }
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** Whether a run waits here. */
  boolean holds(long id) {
    return byTask.values().stream().flatMap(Deque::stream).anyMatch(run -> run.id() == id);
  }

  /** Takes a run out. */
  Optional<Run> remove(long id) {
    Optional<Run> found =
        byTask.values().stream().flatMap(Deque::stream).filter(run -> run.id() == id).findAny();
    found.ifPresent(
        run -> {
          Deque<Run> waiting = byTask.get(run.task());
          waiting.remove(run);
          if (waiting.isEmpty()) {
            byTask.remove(run.task());
          }
        });
    return found;
  }

  /** Takes everything out. */
  Iterable<Run> drain() {
    var all = new ArrayDeque<Run>();
    byTask.values().forEach(all::addAll);
    byTask.clear();
    return all;
  }
}
