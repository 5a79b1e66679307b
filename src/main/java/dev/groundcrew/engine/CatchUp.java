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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the ticks that have no row, since nothing could run the task when they were due, and does
 * with them what the task's policy says (rule 10 of the package). Stateless.
 */
record CatchUp(Membership membership, RunIds ids, TaskStates states) {
  /** While other nodes live, a tick so young may still get its row from one of them. */
  static final Duration OTHERS_TURN = Duration.ofSeconds(15);

  private static final int MOST_COUNTED = 100_000;

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
   * Looks for missed ticks of a task and stores what they become, in the caller's transaction.
   *
   * @param before this node's life before; ticks of an EVERY_NODE task up to its death have an
   *     unknown outcome, since such runs are written a moment after they begin
   * @return the rows: skipped ones, and runs that wait to make up for them
   */
  List<Run> look(Sql sql, Task task, Optional<Node> before) throws SQLException {
    TaskDefinition definition = task.definition();
    boolean cluster = definition.scope() == Scope.ONCE_PER_CLUSTER;
    if (!definition.enabled()
        || (definition.timing().cron().isEmpty() && definition.timing().every().isEmpty())) {
      return List.of();
    }
    String onlyOn = cluster ? "" : membership.name();
    if (cluster) {
      TaskStateTable.lock(sql, task.name());
    }
    Optional<Instant> newest = RunTable.newestTick(sql, task.name(), onlyOn);
    if (newest.isEmpty()) {
      return List.of();
    }
    Instant now = sql.now();
    Instant until = cluster && othersLive(sql) ? now.minus(OTHERS_TURN) : now;
    Optional<String> closed = states.reasonNotToStart(task.name());
    int most = closed.isPresent() ? 0 : mostToRun(definition);
    var toRun = new ArrayDeque<Instant>();
    var gaps = new ArrayList<Gap>();
    Schedule schedule = scheduleFrom(task, newest.get());
    Optional<Instant> due = schedule.next(newest.get());
    for (int i = 0; i < MOST_COUNTED && due.isPresent() && due.get().isBefore(until); i++) {
      toRun.add(due.get());
      if (toRun.size() > most) {
        Instant tick = toRun.remove();
        note(gaps, tick, closed.orElseGet(() -> reason(cluster, tick, before)));
      }
      due = schedule.next(due.get());
    }
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
    return task.definition().scope() == Scope.EVERY_NODE
        ? task.definition()
            .timing()
            .every()
            .map(period -> Schedule.every(period, newest))
            .orElse(task.schedule())
        : task.schedule();
  }

  private boolean othersLive(Sql sql) throws SQLException {
    return NodeTable.all(sql).stream()
        .anyMatch(
            node -> node.state() == NodeState.ACTIVE && !node.name().equals(membership.name()));
  }

  private static int mostToRun(TaskDefinition definition) {
    if (definition.missed() == Missed.RUN_ALL) {
      return definition.missedMost();
    }
    return definition.missed() == Missed.RUN_ONCE ? 1 : 0;
  }

  private static String reason(boolean cluster, Instant tick, Optional<Node> before) {
    boolean mayHaveRun =
        !cluster
            && before
                .filter(life -> life.stoppedAt().isEmpty())
                .flatMap(Node::heartbeatAt)
                .filter(heard -> !tick.isAfter(heard))
                .isPresent();
    return mayHaveRun ? "outcome unknown: the node died" : "missed: no node was up";
  }

  private static void note(List<Gap> gaps, Instant tick, String reason) {
    if (gaps.isEmpty() || !gaps.get(gaps.size() - 1).reason.equals(reason)) {
      gaps.add(new Gap(reason, tick));
    }
    gaps.get(gaps.size() - 1).add(tick);
  }
}
