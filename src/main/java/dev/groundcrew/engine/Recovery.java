package dev.groundcrew.engine;

import dev.groundcrew.cluster.NodeTable;
import dev.groundcrew.database.Sql;
import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an earlier life of this node left behind: durable runs go back to the queue, all others have
 * an unknown outcome. Runs before anything of this life is written.
 */
record Recovery(String node) {
  private static final Logger LOG = System.getLogger(Recovery.class.getName());
  private static final int BATCH = 500;

  /**
   * What was found.
   *
   * @param before the earlier life
   * @param requeued durable runs that go on
   * @param abandoned runs whose outcome is unknown
   * @param storedByTask durable runs that wait, by task
   */
  record Report(
      Optional<NodeTable.Life> before,
      int requeued,
      int abandoned,
      Map<String, Long> storedByTask) {
    void tell() {
      before.ifPresent(this::tell);
    }

    private void tell(NodeTable.Life life) {
      if (life.stoppedAt().isEmpty()) {
        LOG.log(
            Level.WARNING,
            "the life of this node that began at {0} did not stop in order: {1} durable runs go on,"
                + " {2} others are abandoned",
            life.startedAt(),
            requeued,
            abandoned);
      }
      life.left()
          .ifPresent(
              left ->
                  LOG.log(
                      Level.WARNING,
                      "the last stop left runs whose code had not ended: {0}",
                      left));
    }
  }

  Report recover(Sql sql) throws SQLException {
    Optional<NodeTable.Life> before = NodeTable.start(sql, node);
    RunTable.giveBack(sql, node);
    int requeued = 0;
    int abandoned = 0;
    Instant now = sql.now();
    List<Run> left = RunTable.leftRunning(sql, node, BATCH);
    while (!left.isEmpty()) {
      List<Run> settled = left.stream().map(run -> settle(run, now)).toList();
      RunTable.update(sql, settled);
      int ended = (int) settled.stream().filter(run -> run.state().isFinal()).count();
      abandoned += ended;
      requeued += settled.size() - ended;
      left = RunTable.leftRunning(sql, node, BATCH);
    }
    return new Report(before, requeued, abandoned, RunTable.queuedByTask(sql));
  }

  private static Run settle(Run run, Instant now) {
    return run.origin().durable()
        ? run.requeued(run.crashes() + 1)
        : run.ended(RunState.ABANDONED, Ending.because("outcome unknown: the node died"), now);
  }
}
