package dev.groundcrew.watch;

import com.sun.management.OperatingSystemMXBean;
import dev.groundcrew.cluster.LoadTable;
import dev.groundcrew.cluster.NodeLoad;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.engine.EngineOpened;
import dev.groundcrew.engine.EngineStopping;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.execution.RequestLoad;
import dev.groundcrew.settings.Own;
import dev.groundcrew.task.Mode;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes down every quarter of a minute what this node does (rule 6 of the package). What cannot be
 * written is forgotten: others tell that the database is away.
 */
@ApplicationScoped
class LoadKeeper {
  private static final Duration PERIOD = Duration.ofSeconds(15);
  private static final Duration KEEP = Duration.ofDays(3);

  @Inject @Own ManagedThreadFactory threads;
  @Inject @Own InstantSource clock;
  @Inject @Own String node;
  @Inject Database database;
  @Inject Vitals vitals;
  @Inject RequestLoad requests;

  private Rounds rounds;

  // Used by the one thread.
  private boolean begun;
  private long takenAt;
  private long cpuAt;

  void opened(@Observes EngineOpened event) {
    takenAt = System.nanoTime();
    cpuAt = processCpu().orElse(0L);
    rounds = new Rounds(threads, "groundcrew load", PERIOD, this::takeOnceBegun);
    rounds.start();
  }

  void stopping(@Observes EngineStopping event) {
    if (rounds != null) {
      rounds.stop();
    }
  }

  /** The first round comes at once, when there is nothing to tell of yet. */
  private void takeOnceBegun() {
    if (begun) {
      take();
    }
    begun = true;
  }

  private void take() {
    long now = System.nanoTime();
    RequestLoad.Answered answered = requests.takeAnswered();
    Optional<Long> cpu = processCpu();
    double possible = (double) (now - takenAt) * Runtime.getRuntime().availableProcessors();
    Optional<Double> share = cpu.map(nanos -> Math.min(1, Math.max(0, (nanos - cpuAt) / possible)));
    takenAt = now;
    cpuAt = cpu.orElse(0L);
    try {
      write(answered, share);
    } catch (DatabaseException e) {
      // The next one is written, or not.
    }
  }

  private void write(RequestLoad.Answered answered, Optional<Double> cpu) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    int runs = Arrays.stream(Mode.values()).mapToInt(mode -> vitals.slots(mode).used()).sum();
    database.transaction(
        sql -> {
          Instant at = sql.now();
          Duration skew = Duration.between(at, clock.instant());
          LoadTable.insert(
              sql,
              new NodeLoad(
                  node,
                  at,
                  answered.requests(),
                  answered.inFlight(),
                  answered.p99(),
                  cpu,
                  heap.getUsed(),
                  heap.getMax() < 0 ? heap.getCommitted() : heap.getMax(),
                  ManagementFactory.getThreadMXBean().getThreadCount(),
                  runs,
                  skew));
          LoadTable.forget(sql, node, at.minus(KEEP));
          return null;
        });
  }

  private static Optional<Long> processCpu() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Optional.of(system.getProcessCpuTime()).filter(nanos -> nanos >= 0)
        : Optional.empty();
  }
}
