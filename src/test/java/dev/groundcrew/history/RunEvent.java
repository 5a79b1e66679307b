package dev.groundcrew.history;

import dev.groundcrew.run.RunState;
import java.time.Instant;
import java.util.Optional;

/**
 * A write to the row of a run.
 *
 * @param seq its place among all writes
 * @param at the database's clock
 * @param run the run's id
 * @param task its task
 * @param onlyOn the node that it is for, or empty
 * @param state the state written
 * @param life the life that holds it; 0 if none does
 * @param token the fencing token
 * @param attempt the attempt that it stands at
 * @param durable whether it outlives its node
 * @param due the first tick that it stands for
 * @param lastDue the last one, if there are several
 * @param skips how many
 */
public record RunEvent(
    long seq,
    Instant at,
    long run,
    String task,
    String onlyOn,
    RunState state,
    long life,
    long token,
    int attempt,
    boolean durable,
    Optional<Instant> due,
    Optional<Instant> lastDue,
    long skips)
    implements Event {
  boolean held() {
    return life != 0;
  }
}
