package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * One task of each mode that repeats, and does next to nothing: whoever disturbs them is caught.
 */
@ApplicationScoped
class Beats {
  @BackgroundTask(
      name = "beats-pooled",
      description = "repeats on the pool",
      owner = "suite",
      tags = {"beat", "test"},
      every = "PT0.25S")
  void pooled() {}

  @BackgroundTask(name = "beats-dedicated", every = "PT0.25S", mode = Mode.DEDICATED)
  void dedicated() {}

  @BackgroundTask(name = "beats-async", every = "PT0.25S")
  CompletionStage<Void> async(TaskContext context) {
    return context.after(Duration.ofMillis(10));
  }
}
