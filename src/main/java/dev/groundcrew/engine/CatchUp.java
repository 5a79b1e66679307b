package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.NodeState;
import dev.groundcrew.cluster.NodeTable;
import dev.groundcrew.database.Sql;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.Missed;
import dev.groundcrew.task.Scope;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.TaskDefinition.Timing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the ticks that have no row, since nothing could run the task when they were due, and does
 * with them what the task's policy says (rule 10 of the package). All that one outage has cost is
 * found at once, so that the policy counts it once. Safe for use by several threads.
 */
final class CatchUp {
  /** While other nodes live, a tick so young may still get its row from one of them. */
  static final Duration OTHERS_TURN = Duration.ofSeconds(2);

  /** Ticks that are counted one by one: a second of processor time. */
  private static final int MOST_COUNTED = 5_000_000;

  /** Of a gap with more ticks than that, the end is looked at all the same. */
  private static final Duration END_OF_GAP = Duration.ofHours(1);

  /** Why a task of every node missed ticks while its process could not run. */
  static final String SLEPT = "missed: the node slept";

  private static final String ASLEEP = "missed: no node was awake";
  private static final Instant LONG_AGO = Instant.EPOCH;

  private final Membership membership;
  private final RunIds ids;
  private final TaskStates states;
  private final Function<String, Instant> scheduleSince;
  private volatile Instant upSince = Instant.MAX;

  /**
   * @param scheduleSince when a task's schedule was set
   */
  CatchUp(
      Membership membership,
      RunIds ids,
      TaskStates states,
      Function<String, Instant> scheduleSince) {
    this.membership = membership;
    this.ids = ids;
    this.states = states;
    this.scheduleSince = scheduleSince;
  }

  /** From now on this node's schedules run. */
  void upSince(Instant at) {
    upSince = at;
  }

  /** Ticks that get one row, since one reason holds for all of them. */
  private static final class Gap {
    private final String reason;
    private final Instant first;
    private Instant last;
    private long count;

    Gap(String reason, Instant first) {
      this.reason = reason;
      this.first = first;
    }

    void add(Instant tick) {
      last = tick;
      count++;
    }
  }

  /**
   * Looks, when this node starts, for what its task missed before; in the caller's transaction.
   *
   * @param before this node's life before; ticks of an EVERY_NODE task up to its death have an
   *     unknown outcome, since such runs are written a moment after they begin
   * @return the rows: skipped ones, and runs that wait to make up for them; empty if other nodes
   *     live that may have to do with it: {@link #lookAgain} a while later tells
   */
  Optional<List<Run>> look(Sql sql, Task task, Optional<Node> before) throws SQLException {
    if (task.definition().scope() == Scope.ONCE_PER_CLUSTER) {
      return othersLive(sql) ? Optional.empty() : Optional.of(inCluster(sql, task, sql.now()));
    }
    // What has begun since is in memory, and has a row in a moment.
    Instant until = upSince.isBefore(sql.now()) ? upSince : sql.now();
    Optional<Instant> newest =
        RunTable.newestTickBefore(sql, task.name(), membership.name(), until);
    return Optional.of(fill(sql, task, newest, until, tick -> reason(tick, before)));
  }

  /**
   * Looks for missed ticks of a task that is due once in the cluster, however many nodes live: what
   * is older than their turn none of them has stored.
   *
   * @return the rows: skipped ones, and runs that wait to make up for them
   */
  List<Run> lookAgain(Sql sql, Task task) throws SQLException {
    return inCluster(sql, task, sql.now().minus(OTHERS_TURN));
  }

  private List<Run> inCluster(Sql sql, Task task, Instant until) throws SQLException {
    TaskStateTable.lock(sql, task.name());
    Optional<Instant> newest = RunTable.newestTick(sql, task.name(), "");
    return fill(sql, task, newest, until, this::reason);
  }

  /**
   * Accounts for the ticks between the newest that has a row and one that is about to get its own.
   * The caller holds the lock of the task.
   *
   * @param newest the last due time that has a row
   * @param slept the ticks before it that this process slept through
   */
  List<Run> before(
      Sql sql, Task task, Instant tick, Optional<Instant> newest, Optional<Timetable.Missed> slept)
      throws SQLException {
    return fill(
        sql,
        task,
        newest,
        tick,
        due -> slept.filter(missed -> missed.spans(due)).isPresent() ? ASLEEP : reason(due));
  }

  /** Accounts for ticks of a task of every node that this process slept through. */
  List<Run> sleptThrough(Sql sql, Timetable.Tick tick) throws SQLException {
    Instant last = tick.missed().orElseThrow().first().minusNanos(1);
    return fill(sql, tick.task(), last, tick.at(), tick.schedule(), due -> SLEPT);
  }

  private List<Run> fill(
      Sql sql, Task task, Optional<Instant> newest, Instant until, Function<Instant, String> reason)
      throws SQLException {
    Timing timing = task.definition().timing();
    if (!task.definition().enabled() || task.schedule().fromEnd()) {
      return List.of();
    }
    // A task that never ran has missed nothing, but for a single instant that has gone by.
    Optional<Instant> from =
        timing.at().isPresent() ? newest.or(() -> Optional.of(LONG_AGO)) : newest;
    if (from.isEmpty()) {
      return List.of();
    }
    return fill(sql, task, from.get(), until, scheduleFrom(task, from.get()), reason);
  }

  private List<Run> fill(
      Sql sql,
      Task task,
      Instant newest,
      Instant until,
      Schedule schedule,
      Function<Instant, String> reason)
      throws SQLException {
    Optional<String> closed = states.reasonNotToStart(task.name());
    int most = closed.isPresent() ? 0 : mostToRun(task.definition());
    var toRun = new ArrayDeque<Instant>();
    var gaps = new ArrayList<Gap>();
    Instant since = scheduleSince.apply(task.name());
    Optional<Instant> due = schedule.next(newest.isAfter(since) ? newest : since);
    for (int i = 1; due.isPresent() && due.get().isBefore(until); i++) {
      toRun.add(due.get());
      if (toRun.size() > most) {
        Instant tick = toRun.remove();
        note(gaps, tick, closed.orElseGet(() -> reason.apply(tick)));
      }
      due = schedule.next(i == MOST_COUNTED ? endOfGap(due.get(), until) : due.get());
    }
    return store(sql, task, gaps, toRun);
  }

  private static Instant endOfGap(Instant counted, Instant until) {
    Instant end = until.minus(END_OF_GAP);
    return end.isAfter(counted) ? end : counted;
  }

  private List<Run> store(Sql sql, Task task, List<Gap> gaps, Iterable<Instant> toRun)
      throws SQLException {
    if (gaps.isEmpty() && !toRun.iterator().hasNext()) {
      return List.of();
    }
    boolean cluster = task.definition().scope() == Scope.ONCE_PER_CLUSTER;
    String onlyOn = cluster ? "" : membership.name();
    Instant now = sql.now();
    var rows = new ArrayList<Run>();
    for (Gap gap : gaps) {
      rows.add(
          Run.queued(ids.next(), task.name(), Origin.schedule(gap.first), onlyOn, now)
              .skipped(gap.reason, membership.name(), gap.count, gap.last, now));
    }
    for (Instant tick : toRun) {
      rows.add(Run.queued(ids.next(), task.name(), Origin.catchUp(tick), onlyOn, now));
    }
    RunTable.insert(sql, rows);
    return rows;
  }

  /** A fixed rate that counts from a start of this node goes on from the last tick. */
  private static Schedule scheduleFrom(Task task, Instant newest) {
    Timing timing = task.definition().timing();
    return task.definition().scope() == Scope.EVERY_NODE && timing.every().isPresent()
        ? TimingSchedule.of(timing, task.name(), newest, new ArrayList<>()).orElse(task.schedule())
        : task.schedule();
  }

  private boolean othersLive(Sql sql) throws SQLException {
    return NodeTable.all(sql).stream()
        .anyMatch(
            node -> node.state() == NodeState.ACTIVE && !node.name().equals(membership.name()));
  }

  private static int mostToRun(TaskDefinition definition) {
    if (definition.timing().at().isPresent()) {
      return 0;
    }
    if (definition.missed() == Missed.RUN_ALL) {
      return definition.missedMost();
    }
    return definition.missed() == Missed.RUN_ONCE ? 1 : 0;
  }

  /** A node that was up, and did not store its tick, could not reach the database. */
  private String reason(Instant tick) {
    return tick.isBefore(upSince) ? "missed: no node was up" : "missed: the database was away";
  }

  private String reason(Instant tick, Optional<Node> before) {
    boolean mayHaveRun =
        before
            .filter(life -> life.stoppedAt().isEmpty())
            .flatMap(Node::heartbeatAt)
            .filter(heard -> !tick.isAfter(heard))
            .isPresent();
    return mayHaveRun ? "outcome unknown: the node died" : reason(tick);
  }

  private static void note(List<Gap> gaps, Instant tick, String reason) {
    if (gaps.isEmpty() || !gaps.get(gaps.size() - 1).reason.equals(reason)) {
      gaps.add(new Gap(reason, tick));
    }
    gaps.get(gaps.size() - 1).add(tick);
  }
}
