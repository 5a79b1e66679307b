package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that throw. */
@ApplicationScoped
class Failures {
  private final AtomicInteger deaths = new AtomicInteger();
  private final AtomicInteger errors = new AtomicInteger();

  @BackgroundTask(name = "fails-pooled", every = "PT0.5S")
  void pooled() {
    throw new IllegalStateException("pooled went wrong");
  }

  @BackgroundTask(name = "fails-dedicated", every = "PT0.5S", mode = Mode.DEDICATED)
  void dedicated() throws Exception {
    throw new java.io.IOException("dedicated went wrong");
  }

  @BackgroundTask(name = "fails-async", every = "PT0.5S")
  CompletionStage<Void> async(TaskContext context) {
    return context
        .after(Duration.ofMillis(10))
        .thenRun(
            () -> {
              throw new IllegalStateException("async went wrong");
            });
  }

  /** Lives with the application; the first life is short. */
  @BackgroundTask(name = "dies-once", atStartup = true)
  void diesOnce(TaskContext context) throws InterruptedException {
    if (deaths.getAndIncrement() == 0) {
      throw new IllegalStateException("the first life is over");
    }
    while (context.proceedAfter(Duration.ofMinutes(1))) {
      context.log("goes on");
    }
  }

  /** By turns an error made by hand and a real one. */
  @BackgroundTask(name = "throws-errors", every = "PT0.5S")
  void throwsErrors() {
    if (errors.getAndIncrement() % 2 == 0) {
      throw new OutOfMemoryError("made by hand");
    }
    int ignored = deeper(0);
  }

  private static int deeper(int depth) {
    return depth < 0 ? 0 : 1 + deeper(depth + 1);
  }
}
