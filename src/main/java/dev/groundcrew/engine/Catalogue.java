package dev.groundcrew.engine;

import dev.groundcrew.web.ProblemException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All tasks of the application, by name. Safe for use by several threads. */
final class Catalogue {
  private final ConcurrentNavigableMap<String, Task> tasks = new ConcurrentSkipListMap<>();

  Catalogue(Collection<Task> tasks) {
    tasks.forEach(task -> this.tasks.put(task.name(), task));
  }

  void add(Task task) {
    tasks.put(task.name(), task);
  }

  void remove(String name) {
    tasks.remove(name);
  }

  Optional<Task> find(String name) {
    return Optional.ofNullable(tasks.get(name));
  }

  /** A task, or a 404. */
  Task require(String name) {
    return find(name).orElseThrow(() -> ProblemException.notFound("There is no task " + name));
  }

  /** All tasks by name. */
  List<Task> all() {
    return List.copyOf(tasks.values());
  }

  /** All tasks that start by themselves, in the order in which they do. */
  List<Task> inStartOrder() {
    return tasks.values().stream()
        .filter(Task::startsByItself)
        .sorted(Comparator.comparingInt((Task task) -> task.definition().order()))
        .toList();
  }
}
