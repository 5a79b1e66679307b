package dev.groundcrew.server.load;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The work as Groundcrew's tasks. */
@ApplicationScoped
class Ours {
  private static final Duration FAR = Duration.ofMillis(50);

  @BackgroundTask(name = "load-gate", overlap = Overlap.ALLOW)
  void gate(TaskContext context) {
    compute(context);
  }

  @BackgroundTask(name = "load-gate-idle", overlap = Overlap.ALLOW, idle = true)
  void gateAndIdle(TaskContext context) {
    compute(context);
  }

  @BackgroundTask(name = "load-no-gate", overlap = Overlap.ALLOW, yields = false)
  void noGate(TaskContext context) {
    compute(context);
  }

  private static void compute(TaskContext context) {
    while (context.proceed()) {
      Work.piece();
    }
  }

  /** Waits for a far service again and again. */
  @BackgroundTask(name = "load-async", overlap = Overlap.ALLOW)
  CompletionStage<Void> async(TaskContext context) {
    return context
        .after(FAR)
        .thenCompose(
            nothing -> {
              Work.little();
              return async(context);
            });
  }
}
