package dev.groundcrew.engine;

import dev.groundcrew.cluster.Signal;
import dev.groundcrew.cluster.SignalTable;
import dev.groundcrew.database.Sql;
import dev.groundcrew.run.AttemptTable;
import dev.groundcrew.run.Ending;
import dev.groundcrew.run.PastAttempt;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.AfterCrash;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the runs of a life that died: those not started go back to the queue; those under
 * way go on with a new attempt, or end (rule 11 of the package). Stateless.
 */
record Settlement(Catalogue catalogue) {
  private static final int BATCH = 500;
  private static final int MOST_CRASHES = 3;
  private static final String DIED = "the node died";

  /**
   * What was settled.
   *
   * @param runs each as it stands now: queued again, or over
   * @param quarantined tasks that are stopped, since their runs saw too many nodes die
   */
  record Report(List<Run> runs, List<String> quarantined) {
    long ended() {
      return runs.stream().filter(run -> run.state().isFinal()).count();
    }

    long requeued() {
      return runs.size() - ended();
    }
  }

  /** Settles everything that a dead life held, in the caller's transaction. */
  Report settle(Sql sql, RunTable.Holder dead) throws SQLException {
    if (dead.life() != 0) {
      RunTable.giveBack(sql, dead.life());
    }
    var runs = new ArrayList<Run>();
    var quarantined = new ArrayList<String>();
    Instant now = sql.now();
    List<Run> left = RunTable.leftRunning(sql, dead, BATCH);
    while (!left.isEmpty()) {
      List<Run> settled = left.stream().map(run -> settle(run, now)).toList();
      AttemptTable.insert(sql, abandoned(left, settled, now));
      RunTable.settle(sql, settled);
      for (Run run : settled) {
        if (run.state() == RunState.ABANDONED && run.crashes() >= MOST_CRASHES) {
          quarantine(sql, run);
          quarantined.add(run.task());
        }
      }
      runs.addAll(settled);
      left = RunTable.leftRunning(sql, dead, BATCH);
    }
    return new Report(runs, quarantined);
  }

  private Run settle(Run run, Instant now) {
    if (run.state() == RunState.CANCELLING) {
      String asked = run.ending().reason().orElse("cancelled");
      return run.ended(RunState.CANCELLED, Ending.because(asked + "; " + DIED), now);
    }
    if (!run.origin().durable()) {
      return run.ended(RunState.ABANDONED, Ending.because("outcome unknown: " + DIED), now);
    }
    Run crashed = run.afterCrash();
    if (crashed.crashes() >= MOST_CRASHES) {
      return died(run, crashed.crashes(), crashed.crashes() + " nodes died while it ran", now);
    }
    return afterCrash(run) == AfterCrash.RERUN
        ? crashed
        : died(run, crashed.crashes(), DIED + "; its task does not run again after a crash", now);
  }

  private static Run died(Run run, int crashes, String reason, Instant now) {
    return run.withCrashes(crashes).ended(RunState.ABANDONED, Ending.because(reason), now);
  }

  /** Of a task that this release does not know the default holds. */
  private AfterCrash afterCrash(Run run) {
    return catalogue
        .find(run.task())
        .map(task -> task.definition().afterCrash())
        .orElse(AfterCrash.RERUN);
  }

  /** The attempts that did not end their run. */
  private static List<PastAttempt> abandoned(List<Run> left, List<Run> settled, Instant now) {
    var attempts = new ArrayList<PastAttempt>();
    for (int i = 0; i < left.size(); i++) {
      if (!settled.get(i).state().isFinal()) {
        attempts.add(left.get(i).pastAttempt(RunState.ABANDONED, Ending.because(DIED), now));
      }
    }
    return attempts;
  }

  private static void quarantine(Sql sql, Run run) throws SQLException {
    TaskStateTable.quarantine(
        sql, run.task(), run.crashes() + " nodes died while a run of it was under way");
    SignalTable.send(sql, Signal.Kind.TASK_STATE, run.task());
  }

  /** In words, for the log. */
  static Optional<String> inWords(Report report) {
    if (report.requeued() + report.ended() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        report.requeued()
            + " durable runs go on, "
            + report.ended()
            + " others are abandoned"
            + (report.quarantined().isEmpty()
                ? ""
                : "; quarantined: " + String.join(", ", report.quarantined())));
  }
}
