package dev.groundcrew.engine;

import dev.groundcrew.web.ProblemException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All tasks of the application, by name. Safe for use by several threads. */
public final class Catalogue {
  private final ConcurrentNavigableMap<String, Task> tasks = new ConcurrentSkipListMap<>();

  /** A catalogue of these tasks, each by its own name. */
  public Catalogue(Collection<Task> tasks) {
    tasks.forEach(task -> this.tasks.put(task.name(), task));
  }

  /** Adds a task, or replaces the one of its name. */
  public void add(Task task) {
    tasks.put(task.name(), task);
  }

  /** Removes a task; nothing happens if there is none. */
  public void remove(String name) {
    tasks.remove(name);
  }

  /** A task, if there is one of that name. */
  public Optional<Task> find(String name) {
    return Optional.ofNullable(tasks.get(name));
  }

  /**
   * A task.
   *
   * @throws ProblemException 404 if there is none
   */
  public Task require(String name) {
    return find(name).orElseThrow(() -> ProblemException.notFound("There is no task " + name));
  }

  /** All tasks by name. */
  public List<Task> all() {
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
