package dev.groundcrew.server.tasks;

import dev.groundcrew.run.RunEnded;
import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hears of the ends of runs, as an application may. */
@ApplicationScoped
class Ends {
  private final Map<String, Queue<RunEnded>> heard = new ConcurrentHashMap<>();

  void ended(@ObservesAsync RunEnded event) {
    heard.computeIfAbsent(event.task(), task -> new ConcurrentLinkedQueue<>()).add(event);
  }

  @BackgroundTask(name = "tells-what-failed")
  String tell(TaskContext context) {
    return heard.getOrDefault("fails-and-is-heard-of", new ConcurrentLinkedQueue<>()).stream()
        .map(end -> end.id() + " " + end.state() + " " + end.trigger() + " " + end.attempts())
        .toList()
        .toString();
  }

  @BackgroundTask(name = "fails-and-is-heard-of")
  void fail(TaskContext context) {
    throw new IllegalStateException("so that somebody hears of it");
  }
}
