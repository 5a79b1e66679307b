package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.Sql;
import dev.groundcrew.execution.Timer;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunTable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Where a durable run goes: this node takes it in the transaction that stores it if it can start at
 * once, else whichever node comes first does. Safe for use by several threads.
 */
final class Placement {
  private final Membership membership;
  private final InstantSource clock;
  private final TaskStates states;
  private final Backlog backlog;
  private final Launcher launcher;
  private final Claims claims;
  private final Timer timer;
  private final Executor executor;

  /**
   * Places runs of a running engine.
   *
   * @param executor starts runs
   */
  Placement(
      Membership membership,
      InstantSource clock,
      TaskStates states,
      Backlog backlog,
      Launcher launcher,
      Claims claims,
      Timer timer,
      Executor executor) {
    this.membership = membership;
    this.clock = clock;
    this.states = states;
    this.backlog = backlog;
    this.launcher = launcher;
    this.claims = claims;
    this.timer = timer;
    this.executor = executor;
  }

  /** Whether a run of the task that is stored now could start here at once. */
  boolean canStartAtOnce(Task task) {
    return membership.holdsLease() && states.mayClaim(task.name()) && launcher.canStartAtOnce(task);
  }

  /**
   * Stores a run.
   *
   * @param here whether this node takes it
   * @return the run as it is stored
   */
  Run store(Sql sql, Run run, boolean here) throws SQLException {
    if (here) {
      var holder = new RunTable.Holder(membership.name(), membership.life());
      return RunTable.insertTaken(sql, run, holder);
    }
    RunTable.insert(sql, List.of(run));
    return run;
  }

  /** Lets a stored run begin, once its transaction has committed. */
  void begin(Task task, Run stored) {
    if (stored.claim().life() != 0) {
      backlog.taken(task, stored);
      // On another thread: what the server would carry over from a request is not the task's.
      executor.execute(() -> launcher.start(task.definition().mode()));
      return;
    }
    Instant readyAt = stored.submission().readyAt().orElse(stored.queuedAt());
    Duration wait = Duration.between(clock.instant(), readyAt);
    if (wait.isNegative() || wait.isZero()) {
      claims.soon(task.name());
    } else {
      timer.after(wait, () -> claims.soon(task.name()));
    }
  }
}
