package dev.groundcrew.builtin.purge;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.Dialect;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one table whose time lies before a point in time (rules 6 to 9 of the package). */
final class OldTableRows implements OldRows {
  /** A scan that starts in the middle, or in parallel, would not follow the row's addresses. */
  private static final String WALK_IN_ORDER =
      """
      select set_config('synchronize_seqscans', 'off', true) as scans,
             set_config('max_parallel_workers_per_gather', '0', true) as workers""";

  private final Database database;
  private final Target target;
  private final PurgeWords words;
  private final Object cutoff;
  private Optional<String> walkedTo = Optional.empty();

  /**
   * Finds table and column; connects.
   *
   * @throws UnknownNameException if the database has no such table or column
   */
  OldTableRows(Database database, String table, String column, Instant olderThan) {
    this.database = database;
    this.target =
        database.transaction(sql -> new TableFinder(sql.connection()).find(table, column));
    this.words = PurgeWords.of(database.dialect(), target);
    this.cutoff = target.time().bound(olderThan);
  }

  @Override
  public Overview overview() {
    return database.transaction(
        sql ->
            sql.first(
                    words.overview(),
                    row ->
                        new Overview(
                            row.number("old_rows"),
                            row.optionalText("oldest"),
                            row.optionalText("newest")),
                    cutoff)
                .orElseThrow());
  }

  @Override
  public Batch delete(int most) {
    return database.transaction(
        sql -> target.indexed() ? deleteByIndex(sql, most) : deleteWalking(sql, most));
  }

  private Batch deleteByIndex(Sql sql, int most) throws SQLException {
    int deleted =
        switch (sql.dialect()) {
          case H2 -> sql.update(words.deleteByIndexInH2(), cutoff, most);
          case POSTGRESQL -> sql.update(words.deleteByIndexInPostgresql(), cutoff, most, cutoff);
        };
    return new Batch(deleted, deleted < most);
  }

  private Batch deleteWalking(Sql sql, int most) throws SQLException {
    if (sql.dialect() == Dialect.POSTGRESQL) {
      sql.first(WALK_IN_ORDER, row -> row.text("scans"));
    }
    Optional<String> end = endOfBatch(sql, most);
    List<Object> bounds = boundsWith(end);
    int deleted =
        sql.update(words.deleteWalking(walkedTo.isPresent(), end.isPresent()), bounds.toArray());
    walkedTo = end;
    return new Batch(deleted, end.isEmpty());
  }

  /** The address of the last row that fits into the batch; empty if fewer rows are left. */
  private Optional<String> endOfBatch(Sql sql, int most) throws SQLException {
    List<Object> arguments = boundsWith(Optional.empty());
    arguments.add(most - 1);
    return sql.first(
        words.endOfBatch(walkedTo.isPresent()), row -> row.text("batch_end"), arguments.toArray());
  }

  private List<Object> boundsWith(Optional<String> end) {
    var arguments = new ArrayList<Object>();
    arguments.add(cutoff);
    walkedTo.ifPresent(arguments::add);
    end.ifPresent(arguments::add);
    return arguments;
  }
}
