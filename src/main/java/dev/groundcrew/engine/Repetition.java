package dev.groundcrew.engine;

import dev.groundcrew.database.Sql;
import dev.groundcrew.run.Run;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Knows whether a request repeats an earlier one, so that it makes no second run. Asked within the
 * transaction that would store the run.
 */
interface Repetition {
  /** Each request makes a run of its own. */
  Repetition NEVER = sql -> Optional.empty();

  /**
   * The run that the same request has made before.
   *
   * @throws dev.groundcrew.web.ProblemException if the request contradicts that one
   */
  Optional<Run> earlier(Sql sql) throws SQLException;

  /** The run is stored in this transaction: a later request finds it. */
  default void remember(Sql sql, Run run) throws SQLException {}
}
