package dev.groundcrew.engine;

import dev.groundcrew.cluster.Signal;
import dev.groundcrew.cluster.SignalTable;
import dev.groundcrew.database.Database;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.Stop;
import dev.groundcrew.run.Ending;
import dev.groundcrew.run.History;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/** Ends runs before they are done, here or on another node. Safe for use by several threads. */
public final class Cancels {
  private final InstantSource clock;
  private final Database database;
  private final History history;
  private final Catalogue catalogue;
  private final Backlog backlog;
  private final Execution execution;

  Cancels(
      InstantSource clock,
      Database database,
      History history,
      Catalogue catalogue,
      Backlog backlog,
      Execution execution) {
    this.clock = clock;
    this.database = database;
    this.history = history;
    this.catalogue = catalogue;
    this.backlog = backlog;
    this.execution = execution;
  }

  /** What {@link #cancel} did. */
  public enum Cancelled {
    /** It ended before it began. */
    AT_ONCE,
    /** Its code has been asked to end, now or before, here or elsewhere. */
    ASKED,
    /** It is over. */
    OVER
  }

  /**
   * Ends a run that waits or is under way, wherever that is.
   *
   * @throws dev.groundcrew.database.DatabaseException if it is not here and the database is away
   */
  public Cancelled cancel(Run run, String who) {
    String reason = "cancelled by " + who;
    Optional<Cancelled> here = cancelHere(run.id(), reason);
    if (here.isPresent()) {
      return here.get();
    }
    Run ended =
        run.state().isFinal()
            ? run
            : run.ended(RunState.CANCELLED, Ending.because(reason), clock.instant());
    Cancelled done =
        database.transaction(
            sql -> {
              if (RunTable.endUntaken(sql, ended)) {
                return Cancelled.AT_ONCE;
              }
              if (RunTable.askToEnd(sql, run.id(), reason)) {
                SignalTable.send(sql, Signal.Kind.CANCEL, RunId.text(run.id()));
                return Cancelled.ASKED;
              }
              return RunTable.find(sql, run.id())
                      .filter(now -> now.state() == RunState.CANCELLING)
                      .isPresent()
                  ? Cancelled.ASKED
                  : Cancelled.OVER;
            });
    if (done == Cancelled.AT_ONCE && !run.onlyOn().isEmpty()) {
      catalogue.find(run.task()).ifPresent(task -> backlog.storedChanged(task, -1));
    }
    return done;
  }

  private Optional<Cancelled> cancelHere(long id, String reason) {
    if (execution.stop(id, new Stop(Stop.Cause.CANCEL, reason)) || execution.live(id).isPresent()) {
      return Optional.of(Cancelled.ASKED);
    }
    Optional<Run> waiting = backlog.remove(id);
    waiting.ifPresent(run -> history.record(cancelled(run, reason)));
    return waiting.map(run -> Cancelled.AT_ONCE);
  }

  /** A signal tells that a run shall end; the row says why. */
  void heard(String target) {
    RunId.parse(target)
        .ifPresent(
            id -> {
              if (execution.live(id).isPresent() || backlog.holds(id)) {
                String reason =
                    database
                        .transaction(sql -> RunTable.find(sql, id))
                        .flatMap(run -> run.ending().reason())
                        .orElse("cancelled");
                Optional<Cancelled> ignored = cancelHere(id, reason);
              }
            });
  }

  /** Ends the runs that a newer one replaces, as far as they are here. */
  void replace(Collection<Long> ids) {
    var why = new Stop(Stop.Cause.CANCEL, Overlaps.REPLACED);
    ids.forEach(id -> execution.stop(id, why));
  }

  /**
   * Ends runs of this node's memory that have not begun. Durable ones are left alone: they are in
   * the database, and whoever takes them from this life gives them back there.
   */
  void drop(Collection<Run> waiting, String reason) {
    waiting.stream()
        .filter(run -> !run.origin().durable())
        .forEach(run -> history.record(cancelled(run, reason)));
  }

  private Run cancelled(Run run, String reason) {
    return run.ended(RunState.CANCELLED, Ending.because(reason), clock.instant());
  }

  /** Other nodes may hold this one for dead: whatever may run elsewhere ends here. */
  void leaseLost() {
    var why = new Stop(Stop.Cause.LEASE_LOST, "the node has lost its lease");
    execution.live().stream()
        .filter(run -> run.onlyOn().isEmpty() && run.origin().durable())
        .forEach(run -> execution.stop(run.id(), why));
  }

  /** This life was buried and its runs were settled: all that is left of it here ends. */
  void buried() {
    var why = new Stop(Stop.Cause.LEASE_LOST, "the node was held for dead");
    drop(backlog.drain(), why.reason());
    execution.live().forEach(run -> execution.stop(run.id(), why));
  }
}
