package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** Tasks that do not end by themselves. */
@ApplicationScoped
class Waiters {
  private static final Duration LONG = Duration.ofHours(1);

  @BackgroundTask(name = "waits-pooled", overlap = Overlap.ALLOW)
  void pooled(TaskContext context) throws InterruptedException {
    untilAsked(context);
  }

  @BackgroundTask(name = "waits-dedicated", mode = Mode.DEDICATED, overlap = Overlap.ALLOW)
  void dedicated(TaskContext context) throws InterruptedException {
    untilAsked(context);
  }

  @BackgroundTask(name = "waits-async", overlap = Overlap.ALLOW)
  CompletionStage<Void> async(TaskContext context) {
    return context.after(LONG);
  }

  /** Starts with the application and lives as long. */
  @BackgroundTask(name = "lives-along", atStartup = true)
  void livesAlong(TaskContext context) throws InterruptedException {
    untilAsked(context);
  }

  /** Ends by itself only where the operator says so: a second life of the server may. */
  @BackgroundTask(name = "finishes-when-told", overlap = Overlap.ALLOW)
  void finishesWhenTold(TaskContext context) throws InterruptedException {
    if (!Boolean.getBoolean("probe.finish")) {
      untilAsked(context);
    }
  }

  @BackgroundTask(name = "ignores-everything", overlap = Overlap.ALLOW)
  void ignoresEverything() {
    var never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // That is what it is for.
      }
    }
  }

  private static void untilAsked(TaskContext context) throws InterruptedException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = context.proceedAfter(LONG);
    }
  }
}
