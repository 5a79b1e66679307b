package dev.groundcrew.run;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Runs of one task and kind that may go, from the newest to the oldest. For one thread. */
final class OutlivedRuns {
  /**
   * What one transaction did.
   *
   * @param runs how many it found, and deleted unless it was only to count
   * @param last whether there are no more
   */
  record Batch(int runs, boolean last) {}

  private final Database database;
  private final String task;
  private final Set<RunState> states;
  private final Set<Long> kept;
  private final long countedOut;
  private final Instant cutoff;
  private long below;

  /**
   * @param kept ids that stay whatever their age
   * @param countedOut every id up to this one is too many
   * @param cutoff every run that ended earlier is too old
   * @param below only ids smaller than this
   */
  OutlivedRuns(
      Database database,
      String task,
      Set<RunState> states,
      Set<Long> kept,
      long countedOut,
      Instant cutoff,
      long below) {
    this.database = database;
    this.task = task;
    this.states = states;
    this.kept = kept;
    this.countedOut = countedOut;
    this.cutoff = cutoff;
    this.below = below;
  }

  /** Deletes some of them with their logs, in a transaction of its own. */
  Batch delete(int most) {
    return database.transaction(sql -> next(sql, most, true));
  }

  /** Counts some of them. */
  Batch count(int most) {
    return database.transaction(sql -> next(sql, most, false));
  }

  private Batch next(Sql sql, int most, boolean delete) throws SQLException {
    List<Long> found = RetentionTable.old(sql, task, states, below, countedOut, cutoff, most);
    List<Long> ids = found.stream().filter(id -> !kept.contains(id)).toList();
    int runs = delete ? RetentionTable.delete(sql, ids) : ids.size();
    if (!found.isEmpty()) {
      below = found.get(found.size() - 1);
    }
    return new Batch(runs, found.size() < most);
  }
}
