package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.execution.HeadStart;
import dev.groundcrew.execution.Timer;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.Overlap;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ticks of tasks that are due once in the cluster: every node tries to store the run, and one wins
 * (rule 9 of the package). Safe for use by several threads.
 */
final class ClusterTicks {
  private static final Logger LOG = System.getLogger(ClusterTicks.class.getName());

  /** Then the turn of others is over for what was due when this began. */
  private static final Duration LOOKED_AFTER = CatchUp.OTHERS_TURN.plusSeconds(1);

  private final Membership membership;
  private final InstantSource clock;
  private final RunIds ids;
  private final Database database;
  private final TaskStates states;
  private final Backlog backlog;
  private final Placement placement;
  private final Cancels cancels;
  private final CatchUp catchUp;
  private final Timer timer;
  private final Executor executor;
  private final MadeUp madeUp;

  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  /** Tasks with ticks that this node could not store: looked after until they have their rows. */
  private final Map<String, Task> owed = new ConcurrentHashMap<>();

  private final AtomicBoolean armed = new AtomicBoolean();

  /** Hears what was found of ticks that nobody had stored. */
  @FunctionalInterface
  interface MadeUp {
    void found(Task task, List<Run> rows);
  }

  /**
   * Ticks without a task yet.
   *
   * @param executor stores ticks, so that the timer does not wait for the database
   * @param madeUp hears of rows for ticks that were missed
   */
  ClusterTicks(
      Membership membership,
      InstantSource clock,
      RunIds ids,
      Database database,
      TaskStates states,
      Backlog backlog,
      Placement placement,
      Cancels cancels,
      CatchUp catchUp,
      Timer timer,
      Executor executor,
      MadeUp madeUp) {
    this.membership = membership;
    this.clock = clock;
    this.ids = ids;
    this.database = database;
    this.states = states;
    this.backlog = backlog;
    this.placement = placement;
    this.cancels = cancels;
    this.catchUp = catchUp;
    this.timer = timer;
    this.executor = executor;
    this.madeUp = madeUp;
  }

  /** A task is due somewhere in the cluster. */
  void due(Timetable.Tick tick) {
    lines.computeIfAbsent(tick.task().name(), name -> new Line()).add(tick);
  }

  /**
   * The ticks of a task that wait to be stored, one after the other: a later would hide an older.
   */
  private final class Line {
    private final Queue<Timetable.Tick> ticks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void add(Timetable.Tick tick) {
      ticks.add(tick);
      if (waiting.getAndIncrement() == 0) {
        executor.execute(this::storeAll);
      }
    }

    private void storeAll() {
      do {
        Timetable.Tick tick = ticks.remove();
        try {
          store(tick);
        } catch (RuntimeException e) {
          LOG.log(Level.ERROR, "tick " + tick.at() + " of " + tick.task().name() + " failed", e);
          lookAfter(tick.task());
        }
      } while (waiting.decrementAndGet() > 0);
    }
  }

  /**
   * Ticks of a task may lack their rows: a while later this node looks, if nobody has till then.
   */
  void lookAfter(Task task) {
    owed.put(task.name(), task);
    if (armed.compareAndSet(false, true)) {
      timer.after(LOOKED_AFTER, () -> executor.execute(this::look));
    }
  }

  private void look() {
    armed.set(false);
    for (Task task : List.copyOf(owed.values())) {
      owed.remove(task.name());
      if (!backlog.stopping() && !membership.draining() && !look(task)) {
        // The others would only wait for the same database.
        lookAfter(task);
        return;
      }
    }
  }

  private boolean look(Task task) {
    if (!membership.holdsLease()) {
      return false;
    }
    try {
      madeUp.found(task, database.transaction(sql -> catchUp.lookAgain(sql, task)));
      return true;
    } catch (DatabaseException e) {
      LOG.log(Level.DEBUG, "missed ticks of {0} wait: {1}", task.name(), e.getMessage());
      return false;
    }
  }

  /** What a transaction made of a tick. */
  private sealed interface Outcome {
    /** By the database's clock it is not due yet. */
    record Early(Duration by) implements Outcome {}

    /** It has its row: another node's, or a skipped one. */
    record Settled(List<Run> missed) implements Outcome {}

    /** It waits or is taken. */
    record Stored(Run run, Set<Long> replaces, List<Run> missed) implements Outcome {}
  }

  private void store(Timetable.Tick tick) {
    if (backlog.stopping() || membership.draining()) {
      // Other nodes store it; if there is none, it is found missed as soon as one is back.
      return;
    }
    Task task = tick.task();
    if (!membership.holdsLease()) {
      lookAfter(task);
      return;
    }
    boolean atOnce = placement.canStartAtOnce(task);
    Outcome outcome;
    try {
      outcome = database.transaction(sql -> store(sql, tick, atOnce));
    } catch (DatabaseException e) {
      if (!e.duplicateKey()) {
        lookAfter(task);
        LOG.log(Level.DEBUG, "tick {0} of {1} waits: {2}", tick.at(), task.name(), e.getMessage());
      }
      return;
    }
    if (outcome instanceof Outcome.Early early) {
      timer.after(early.by(), () -> due(tick));
      return;
    }
    owed.remove(task.name());
    if (outcome instanceof Outcome.Stored stored) {
      cancels.replace(stored.replaces());
      placement.begin(task, stored.run());
      madeUp.found(task, stored.missed());
    } else if (outcome instanceof Outcome.Settled settled) {
      madeUp.found(task, settled.missed());
    }
  }

  private Outcome store(Sql sql, Timetable.Tick tick, boolean atOnce) throws SQLException {
    Task task = tick.task();
    Duration early = Duration.between(sql.now(), tick.at());
    boolean ahead = !early.isNegative() && !early.isZero();
    if (ahead && !(atOnce && mayBeAhead(tick, early))) {
      return new Outcome.Early(early);
    }
    TaskStateTable.lock(sql, task.name());
    Optional<Run> newest = RunTable.newestTickRow(sql, task.name(), "");
    if (newest.isPresent() && !newest.get().lastDue().orElseThrow().isBefore(tick.at())) {
      return new Outcome.Settled(List.of());
    }
    Optional<String> closed = states.reasonNotToStart(task.name());
    // Before what was missed is stored, which must not stand in this tick's way.
    Overlaps.Decision decision =
        closed.isPresent() ? new Overlaps.Decision(closed, List.of()) : Overlaps.decide(sql, task);
    if (ahead && (decision.skip().isPresent() || !decision.held().isEmpty())) {
      // What stands in its way may be gone by then.
      return new Outcome.Early(early);
    }
    List<Run> missed =
        catchUp.before(sql, task, tick.at(), newest.flatMap(Run::lastDue), tick.missed());
    if (decision.skip().isPresent()) {
      Optional<Run> goesOn = missed.isEmpty() ? newest : Optional.empty();
      skipOnce(sql, task, tick.at(), decision.skip().get(), goesOn);
      return new Outcome.Settled(missed);
    }
    Run stored = placement.store(sql, fresh(task, tick.at()), atOnce && decision.leavesRoom(task));
    return new Outcome.Stored(stored, decision.heldIds(), missed);
  }

  /**
   * Whether its run may be stored a little before it is due: it waits for the moment where it runs,
   * and is nobody's business until then.
   */
  private boolean mayBeAhead(Timetable.Tick tick, Duration early) {
    return tick.missed().isEmpty()
        && tick.task().definition().overlap() != Overlap.CANCEL_RUNNING
        && HeadStart.covers(early, tick.at(), clock.instant());
  }

  /** Consecutive ticks skipped for one reason are one row. */
  private void skipOnce(Sql sql, Task task, Instant due, String reason, Optional<Run> newest)
      throws SQLException {
    boolean goesOn =
        newest
            .filter(run -> run.state() == RunState.SKIPPED)
            .filter(run -> run.ending().reason().equals(Optional.of(reason)))
            .isPresent();
    if (goesOn) {
      RunTable.update(sql, List.of(newest.get().skippedAgain(1, due, clock.instant())));
    } else {
      Run skipped = fresh(task, due).skipped(reason, membership.name(), 1, due, clock.instant());
      RunTable.insert(sql, List.of(skipped));
    }
  }

  private Run fresh(Task task, Instant due) {
    Instant queuedAt = HeadStart.queuedAt(due, clock.instant());
    return Run.queued(ids.next(), task.name(), Origin.clusterSchedule(due), "", queuedAt);
  }
}
