package dev.groundcrew.run;

import dev.groundcrew.run.OutlivedRuns.Batch;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Walks over all tasks and lets their outlived runs go, until the run must end; then gives the room
 * back, which H2 does not do by itself.
 */
final class RetentionTask implements TaskBody {
  private final Supplier<Retention> retentions;
  private final Runnable compaction;
  private final int batch;
  private final boolean dryRun;

  /**
   * @param retentions makes the limits of one run, at its beginning
   * @param compaction what to do when it is over, unless it was only to count
   * @param batch runs a transaction, from 1
   * @param dryRun whether only to count
   */
  RetentionTask(Supplier<Retention> retentions, Runnable compaction, int batch, boolean dryRun) {
    this.compaction = compaction;
    this.retentions = retentions;
    this.batch = batch;
    this.dryRun = dryRun;
  }

  @Override
  public Object run(TaskContext context) {
    Retention retention = retentions.get();
    long runs = 0;
    long tasks = 0;
    Optional<String> task = retention.taskAfter("");
    while (task.isPresent() && context.proceed()) {
      long ofTask = runsOf(task.get(), retention, context);
      runs += ofTask;
      tasks++;
      context.progress(tasks, 0);
      context.message(text(runs, tasks));
      if (ofTask > 0) {
        context.log(task.get() + ": " + ofTask);
      }
      task = retention.taskAfter(task.get());
    }
    if (!dryRun) {
      compaction.run();
    }
    return null;
  }

  private long runsOf(String task, Retention retention, TaskContext context) {
    long runs = 0;
    for (OutlivedRuns outlived : retention.of(task)) {
      boolean more = true;
      while (more && context.proceed()) {
        Batch done = dryRun ? outlived.count(batch) : outlived.delete(batch);
        runs += done.runs();
        more = !done.last();
      }
    }
    return runs;
  }

  private String text(long runs, long tasks) {
    return String.format(
        Locale.ROOT,
        dryRun ? "dry run: %,d runs of %,d tasks may go" : "deleted %,d runs of %,d tasks",
        runs,
        tasks);
  }
}
