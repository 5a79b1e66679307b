package dev.groundcrew.server.tasks;

import dev.groundcrew.engine.Runs;
import dev.groundcrew.engine.SubmitOptions;
import dev.groundcrew.task.AfterCrash;
import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.Scope;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Runs that tell a file when they begin and end: one that outlives every server, since each line is
 * with the operating system before the run goes on.
 */
@ApplicationScoped
class Journaled {
  record Flood(String of, int runs) {}

  @Inject Runs runs;

  @BackgroundTask(
      name = "journaled-in-the-cluster",
      scope = Scope.ONCE_PER_CLUSTER,
      overlap = Overlap.ALLOW)
  void work(TaskContext context) throws IOException, InterruptedException {
    tell("begin " + context.runId() + " " + context.fencingToken());
    boolean done = context.proceedAfter(Duration.ofMillis(5));
    tell((done ? "end " : "stop ") + context.runId() + " " + context.fencingToken());
  }

  @BackgroundTask(
      name = "journaled-at-most-once",
      scope = Scope.ONCE_PER_CLUSTER,
      overlap = Overlap.ALLOW,
      afterCrash = AfterCrash.ABANDON)
  void workOnce(TaskContext context) throws IOException, InterruptedException {
    work(context);
  }

  /** Submits on the node that it runs on; what is refused, since the database is away, again. */
  @BackgroundTask(name = "floods-the-cluster", overlap = Overlap.ALLOW)
  void flood(TaskContext context, Flood flood) throws IOException, InterruptedException {
    int accepted = 0;
    boolean goesOn = true;
    while (accepted < flood.runs() && goesOn) {
      try {
        tell("accepted " + runs.submit(flood.of(), null, SubmitOptions.NONE) + " 0");
        context.progress(++accepted, flood.runs());
        goesOn = context.proceed();
      } catch (RuntimeException e) {
        context.log("once more: " + e.getMessage());
        goesOn = context.proceedAfter(Duration.ofMillis(200));
      }
    }
  }

  private static void tell(String line) throws IOException {
    Files.writeString(
        Path.of(System.getProperty("probe.journal")),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
