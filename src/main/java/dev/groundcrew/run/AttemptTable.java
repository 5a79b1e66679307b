package dev.groundcrew.run;

import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The statements on {@code groundcrew_attempt}. Stateless. */
public final class AttemptTable {
  private AttemptTable() {}

  /**
   * Stores attempts; one that is there already stays as it is, since a write may be repeated, and
   * since a node that was held for dead may tell late of an attempt that was settled.
   */
  public static void insert(Sql sql, Collection<PastAttempt> attempts) throws SQLException {
    var missing = new ArrayList<PastAttempt>();
    for (PastAttempt attempt : attempts) {
      if (!isThere(sql, attempt)) {
        missing.add(attempt);
      }
    }
    sql.batch(
        """
        insert into groundcrew_attempt
          (run, attempt, node, token, state, started_at, ended_at, reason, error, stack)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        missing.stream().map(AttemptTable::values).toList());
  }

  private static boolean isThere(Sql sql, PastAttempt attempt) throws SQLException {
    return sql.first(
            "select attempt from groundcrew_attempt where run = ? and attempt = ?",
            row -> row.number("attempt"),
            attempt.run(),
            attempt.attempt())
        .isPresent();
  }

  private static Object[] values(PastAttempt attempt) {
    return new Object[] {
      attempt.run(),
      attempt.attempt(),
      attempt.node(),
      attempt.token(),
      attempt.state(),
      attempt.startedAt(),
      attempt.endedAt(),
      attempt.ending().reason(),
      attempt.ending().error(),
      attempt.ending().stack()
    };
  }

  /** The attempts of a run that did not end it, in order. */
  public static List<PastAttempt> of(Sql sql, long run) throws SQLException {
    return sql.list(
        """
        select run, attempt, node, token, state, started_at, ended_at, reason, error, stack
        from groundcrew_attempt where run = ? order by run, attempt
        """,
        AttemptTable::read,
        run);
  }

  private static PastAttempt read(Row row) throws SQLException {
    return new PastAttempt(
        row.number("run"),
        (int) row.number("attempt"),
        row.text("node"),
        row.number("token"),
        RunState.valueOf(row.text("state")),
        row.optionalInstant("started_at"),
        row.instant("ended_at"),
        new Ending(
            row.optionalText("reason"),
            Optional.empty(),
            row.optionalText("error"),
            row.optionalText("stack"),
            Figures.NONE));
  }
}
