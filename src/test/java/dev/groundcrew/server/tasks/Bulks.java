package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Tasks whose runs are retried and cancelled many at a time. */
@ApplicationScoped
class Bulks {
  @BackgroundTask(name = "fails-in-bulk", overlap = Overlap.ALLOW)
  void fails() {
    throw new IllegalStateException("as always");
  }

  @BackgroundTask(name = "fails-alone")
  void failsAlone(TaskContext context) throws InterruptedException {
    boolean ignored = context.proceedAfter(Duration.ofMillis(200));
    throw new IllegalStateException("as always");
  }

  @BackgroundTask(name = "waits-in-bulk", overlap = Overlap.ALLOW)
  CompletionStage<Void> waits(TaskContext context) {
    return context.after(Duration.ofHours(1));
  }
}
