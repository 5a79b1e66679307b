package dev.groundcrew.engine;

import dev.groundcrew.database.Sql;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.run.Submission;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs the work of ended runs again. Safe for use by several threads. */
public final class Retries {
  private final Submissions submissions;

  Retries(Submissions submissions) {
    this.submissions = submissions;
  }

  /**
   * Stores a run that does the work of an ended one again, unless a retry of that has not ended:
   * then gives that one.
   *
   * @param origin a retry of that run
   * @see Submissions#submit(Task, Origin, Submission)
   */
  public Run again(Task task, Run ended, Origin origin) {
    return submit(task, ended, origin, retry -> !retry.state().isFinal());
  }

  /**
   * Stores a run that does the work of an ended one again, unless somebody has retried that
   * already, however it ended: then gives the newest retry.
   *
   * @param origin a retry of that run
   * @see Submissions#submit(Task, Origin, Submission)
   */
  public Run once(Task task, Run ended, Origin origin) {
    return submit(task, ended, origin, retry -> true);
  }

  private Run submit(Task task, Run ended, Origin origin, Predicate<Run> counts) {
    Submission first = ended.submission();
    var again = new Submission(first.key(), first.parameters(), first.priority(), Optional.empty());
    return submissions.submit(
        task, origin, again, submissions.usualNode(task), sql -> earlier(sql, ended, counts));
  }

  /** Under the lock of the task, so that of two requests at once one sees the other's run. */
  private static Optional<Run> earlier(Sql sql, Run ended, Predicate<Run> counts)
      throws SQLException {
    TaskStateTable.lock(sql, ended.task());
    return RunTable.retryOf(sql, ended.id()).filter(counts);
  }
}
