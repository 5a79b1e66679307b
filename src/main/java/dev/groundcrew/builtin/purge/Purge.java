package dev.groundcrew.builtin.purge;

import dev.groundcrew.builtin.purge.OldRows.Batch;
import dev.groundcrew.builtin.purge.OldRows.Overview;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import java.util.Locale;
import java.util.function.Supplier;

/** Deletes batch after batch until nothing old is left or the run must end. */
final class Purge implements TaskBody {
  private final Supplier<OldRows> rows;
  private final int batch;
  private final boolean dryRun;

  /**
   * @param rows makes the rows of one run, at its beginning
   * @param batch rows a transaction, from 1
   * @param dryRun whether only to count
   */
  Purge(Supplier<OldRows> rows, int batch, boolean dryRun) {
    this.rows = rows;
    this.batch = batch;
    this.dryRun = dryRun;
  }

  @Override
  public Object run(TaskContext context) {
    OldRows old = rows.get();
    Overview overview = old.overview();
    if (dryRun) {
      String found = text("dry run: %,d rows are old enough%s", overview.count(), span(overview));
      context.message(found);
      return found;
    }
    context.log(text("%,d rows are old enough%s", overview.count(), span(overview)));
    deleteAll(old, overview.count(), context);
    return null;
  }

  private void deleteAll(OldRows old, long count, TaskContext context) {
    long deleted = 0;
    boolean more = count > 0;
    report(deleted, count, context);
    while (more && context.proceed()) {
      Batch done = old.delete(batch);
      deleted += done.deleted();
      more = !done.last();
      report(deleted, count, context);
    }
  }

  /** Rows that grew old while the purge ran make the total grow, never the rest negative. */
  private static void report(long deleted, long count, TaskContext context) {
    long total = Math.max(count, deleted);
    context.progress(deleted, total);
    context.message(text("deleted %,d rows, %,d left", deleted, total - deleted));
  }

  private static String span(Overview overview) {
    return overview
        .oldest()
        .map(oldest -> ", from " + oldest + " to " + overview.newest().orElse(oldest))
        .orElse("");
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
