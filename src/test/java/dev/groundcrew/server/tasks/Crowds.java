package dev.groundcrew.server.tasks;

import dev.groundcrew.engine.Runs;
import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tasks in great numbers. */
@ApplicationScoped
class Crowds {
  private volatile CompletableFuture<Void> door = new CompletableFuture<>();

  @Inject Runs runs;

  @BackgroundTask(name = "floods-little")
  void floodsLittle(TaskContext context) {
    submit("flooded", 2_000, context);
  }

  @BackgroundTask(name = "floods-much")
  void floodsMuch(TaskContext context) {
    submit("flooded", 100_000, context);
  }

  @BackgroundTask(name = "flooded", overlap = Overlap.ALLOW)
  void flooded() {}

  @BackgroundTask(name = "gathers-a-little-crowd")
  void gathersALittle(TaskContext context) {
    submit("waits-in-the-crowd", 2_000, context);
  }

  @BackgroundTask(name = "gathers-a-crowd")
  void gathers(TaskContext context) {
    submit("waits-in-the-crowd", 10_000, context);
  }

  /** Waits as an ASYNC task should, until the door opens. */
  @BackgroundTask(name = "waits-in-the-crowd", overlap = Overlap.ALLOW)
  CompletionStage<Void> waits(TaskContext context) {
    return context.after(Duration.ofMinutes(20)).applyToEither(door, nothing -> null);
  }

  @BackgroundTask(name = "opens-the-door")
  void opens() {
    CompletableFuture<Void> opened = door;
    // The next crowd stands before a closed one.
    door = new CompletableFuture<>();
    opened.complete(null);
  }

  /** Short, but long enough to be caught by a kill. */
  @BackgroundTask(name = "takes-a-moment", overlap = Overlap.ALLOW)
  void takesAMoment(TaskContext context) throws InterruptedException {
    boolean ignored = context.proceedAfter(Duration.ofMillis(50));
  }

  private void submit(String task, int count, TaskContext context) {
    for (int i = 1; i <= count && context.proceed(); i++) {
      String ignored = runs.submit(task);
      context.progress(i, count);
    }
  }
}
