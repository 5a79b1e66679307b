package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.execution.Timer;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;

/**
 * Ticks of tasks that are due once in the cluster: every node tries to store the run, and one wins
 * (rule 9 of the package). Safe for use by several threads.
 */
final class ClusterTicks {
  private static final Logger LOG = System.getLogger(ClusterTicks.class.getName());

  /** Longer than {@link CatchUp#OTHERS_TURN}: what is older is found without being remembered. */
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final Membership membership;
  private final InstantSource clock;
  private final RunIds ids;
  private final Database database;
  private final TaskStates states;
  private final Backlog backlog;
  private final Placement placement;
  private final Cancels cancels;
  private final Timer timer;
  private final Executor executor;

  /**
   * Ticks that this node could not store, by task. If no node could, the next tick that can be
   * stored accounts for them.
   */
  private final Map<String, NavigableSet<Instant>> dropped = new ConcurrentHashMap<>();

  /**
   * Ticks without a task yet.
   *
   * @param executor stores ticks, so that the timer does not wait for the database
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
      Timer timer,
      Executor executor) {
    this.membership = membership;
    this.clock = clock;
    this.ids = ids;
    this.database = database;
    this.states = states;
    this.backlog = backlog;
    this.placement = placement;
    this.cancels = cancels;
    this.timer = timer;
    this.executor = executor;
  }

  /** A task is due somewhere in the cluster. */
  void due(Timetable.Tick tick) {
    executor.execute(() -> store(tick));
  }

  /** What a transaction made of a tick. */
  private sealed interface Outcome {
    /** By the database's clock it is not due yet. */
    record Early(Duration by) implements Outcome {}

    /** It has its row: another node's, or a skipped one. */
    record Settled() implements Outcome {}

    /** It waits or is taken. */
    record Stored(Run run, Set<Long> replaces) implements Outcome {}
  }

  private void store(Timetable.Tick tick) {
    if (backlog.stopping() || membership.draining()) {
      // Other nodes store it; if there is none, it is found missed as soon as one is back.
      return;
    }
    if (!membership.holdsLease()) {
      drop(tick);
      return;
    }
    Task task = tick.task();
    boolean atOnce = placement.canStartAtOnce(task);
    Outcome outcome;
    try {
      outcome = database.transaction(sql -> store(sql, tick, atOnce));
    } catch (DatabaseException e) {
      if (!e.duplicateKey()) {
        drop(tick);
        LOG.log(Level.DEBUG, "tick {0} of {1} waits: {2}", tick.at(), task.name(), e.getMessage());
      }
      return;
    }
    if (outcome instanceof Outcome.Early early) {
      timer.after(early.by(), () -> due(tick));
      return;
    }
    droppedOf(task).headSet(tick.at(), true).clear();
    if (outcome instanceof Outcome.Stored stored) {
      cancels.replace(stored.replaces());
      placement.begin(task, stored.run());
    }
  }

  private NavigableSet<Instant> droppedOf(Task task) {
    return dropped.computeIfAbsent(task.name(), name -> new ConcurrentSkipListSet<>());
  }

  private void drop(Timetable.Tick tick) {
    NavigableSet<Instant> of = droppedOf(tick.task());
    of.add(tick.at());
    of.headSet(tick.at().minus(REMEMBERED)).clear();
  }

  private Outcome store(Sql sql, Timetable.Tick tick, boolean atOnce) throws SQLException {
    Task task = tick.task();
    Duration early = Duration.between(sql.now(), tick.at());
    if (!early.isNegative() && !early.isZero()) {
      return new Outcome.Early(early);
    }
    TaskStateTable.lock(sql, task.name());
    Optional<Run> newest = RunTable.newestTickRow(sql, task.name(), "");
    if (newest.isPresent() && !newest.get().lastDue().orElseThrow().isBefore(tick.at())) {
      return new Outcome.Settled();
    }
    Instant since = newest.flatMap(Run::lastDue).orElse(Instant.MIN);
    Optional<Timetable.Missed> missed = tick.missed().flatMap(it -> after(task, since, it));
    if (missed.isPresent()) {
      Timetable.Missed it = missed.get();
      skip(sql, task, it.first(), "missed: no node was awake", it.count(), it.last());
    }
    boolean dropped = accountForDropped(sql, tick, since);
    // A row that goes on counts every tick from its first to its last.
    Optional<Run> goesOn = missed.isPresent() || dropped ? Optional.empty() : newest;
    Optional<String> closed = states.reasonNotToStart(task.name());
    Overlaps.Decision decision =
        closed.isPresent() ? new Overlaps.Decision(closed, List.of()) : Overlaps.decide(sql, task);
    if (decision.skip().isPresent()) {
      skipOnce(sql, task, tick.at(), decision.skip().get(), goesOn);
      return new Outcome.Settled();
    }
    Run stored = placement.store(sql, fresh(task, tick.at()), atOnce && decision.leavesRoom(task));
    return new Outcome.Stored(stored, decision.heldIds());
  }

  /** What has passed here unnoticed after the newest tick that has a row: another node's, too. */
  private static Optional<Timetable.Missed> after(
      Task task, Instant since, Timetable.Missed missed) {
    if (since.isBefore(missed.first())) {
      return Optional.of(missed);
    }
    Optional<Instant> first = task.schedule().next(since);
    long count = 0;
    Instant last = since;
    Optional<Instant> due = first;
    while (due.filter(at -> !at.isAfter(missed.last())).isPresent() && count < missed.count()) {
      count++;
      last = due.get();
      due = task.schedule().next(last);
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Timetable.Missed(count, first.orElseThrow(), last));
  }

  /** Whether there were ticks between the newest that has a row and this one. */
  private boolean accountForDropped(Sql sql, Timetable.Tick tick, Instant since)
      throws SQLException {
    List<Instant> ticks =
        droppedOf(tick.task()).headSet(tick.at()).stream()
            .filter(at -> at.isAfter(since))
            .filter(at -> tick.missed().filter(missed -> !at.isAfter(missed.last())).isEmpty())
            .toList();
    if (!ticks.isEmpty()) {
      Instant last = ticks.get(ticks.size() - 1);
      skip(sql, tick.task(), ticks.get(0), "missed: the database was away", ticks.size(), last);
    }
    return !ticks.isEmpty();
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
      skip(sql, task, due, reason, 1, due);
    }
  }

  private void skip(Sql sql, Task task, Instant first, String reason, long count, Instant last)
      throws SQLException {
    Run skipped =
        fresh(task, first).skipped(reason, membership.name(), count, last, clock.instant());
    RunTable.insert(sql, List.of(skipped));
  }

  private Run fresh(Task task, Instant due) {
    return Run.queued(ids.next(), task.name(), Origin.clusterSchedule(due), "", clock.instant());
  }
}
