package dev.groundcrew.builtin.purge;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Our own history: final runs with their logs (rule 4 of the package).
 *
 * <p>There is no index on the end of a run, since every run would pay for it; ids ascend, so the
 * table is walked once by id.
 */
final class OldHistory implements OldRows {
  private static final String OLD =
      """
      old.ended_at is not null
      and coalesce(old.last_skip_at, old.ended_at)
          < case when old.state in ('FAILED', 'TIMED_OUT', 'ABANDONED') then cast(? as timestamp with time zone)
                 else cast(? as timestamp with time zone) end
      and exists (select 1 from groundcrew_run later where later.task = old.task and later.id > old.id)
      """;

  private final Database database;
  private final Instant cutoff;
  private final Instant failuresCutoff;
  private long walkedTo = Long.MIN_VALUE;

  /**
   * @param now the beginning of the run
   * @param keep how long a final run stays
   * @param keepFailures how long one that failed stays; never shorter than {@code keep}
   */
  OldHistory(Database database, Instant now, Duration keep, Duration keepFailures) {
    this.database = database;
    this.cutoff = now.minus(keep);
    this.failuresCutoff = now.minus(keepFailures.compareTo(keep) < 0 ? keep : keepFailures);
  }

  @Override
  public Overview overview() {
    return database.transaction(
        sql ->
            sql.first(
                    """
                    select count(*) as old_rows, min(old.ended_at) as oldest, max(old.ended_at) as newest
                    from groundcrew_run old where
                    """
                        + OLD,
                    row ->
                        new Overview(
                            row.number("old_rows"),
                            row.optionalInstant("oldest").map(Instant::toString),
                            row.optionalInstant("newest").map(Instant::toString)),
                    failuresCutoff,
                    cutoff)
                .orElseThrow());
  }

  @Override
  public Batch delete(int most) {
    return database.transaction(sql -> delete(next(sql, most), most, sql));
  }

  private List<Long> next(Sql sql, int most) throws SQLException {
    return sql.list(
        "select old.id from groundcrew_run old where old.id > ? and "
            + OLD
            + " order by old.id fetch first ? rows only",
        row -> row.number("id"),
        walkedTo,
        failuresCutoff,
        cutoff,
        most);
  }

  private Batch delete(List<Long> ids, int most, Sql sql) throws SQLException {
    List<Object[]> rows = ids.stream().map(id -> new Object[] {id}).toList();
    sql.batch("delete from groundcrew_run_log where run = ?", rows);
    int deleted = 0;
    for (int touched : sql.batch("delete from groundcrew_run where id = ?", rows)) {
      deleted += touched;
    }
    if (!ids.isEmpty()) {
      walkedTo = ids.get(ids.size() - 1);
    }
    return new Batch(deleted, ids.size() < most);
  }
}
