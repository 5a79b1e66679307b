package dev.groundcrew.engine.compare;

import com.sun.management.OperatingSystemMXBean;
import dev.groundcrew.run.Measured;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Gathers what is seen of one way, round after round. Runs end on any thread; all else is for the
 * one that measures.
 */
final class Observation {
  private static final double MEDIAN = 0.5;
  private static final double LAST_PERCENT = 0.99;

  private final Way way;
  private final Spread requests = new Spread();
  private final Spread ready = new Spread();

  private long time;
  private Optional<Long> processCpu = Optional.of(0L);
  private long begun;
  private Optional<Long> processCpuAtBegin = Optional.empty();
  private long looks;
  private long held;
  private int mostHeld;

  // Guarded by this.
  private int runs;
  private int cut;
  private long wall;
  private long longest;
  private Optional<Long> cpu = Optional.of(0L);
  private long gate;

  Observation(Way way) {
    this.way = way;
  }

  /** A request was answered. Any thread. */
  void request(long nanos) {
    requests.add(nanos);
  }

  void begin() {
    begun = System.nanoTime();
    processCpuAtBegin = processCpu();
  }

  void end() {
    time += System.nanoTime() - begun;
    Optional<Long> now = processCpu();
    processCpu =
        processCpu.flatMap(
            sum -> now.flatMap(end -> processCpuAtBegin.map(from -> sum + end - from)));
  }

  private static Optional<Long> processCpu() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Optional.of(system.getProcessCpuTime()).filter(nanos -> nanos >= 0)
        : Optional.empty();
  }

  /**
   * A look at what goes on.
   *
   * @param threads that runs hold now
   * @param late how long the one who looks has waited for a processor
   */
  void look(int threads, long late) {
    looks++;
    held += threads;
    mostHeld = Math.max(mostHeld, threads);
    ready.add(late);
  }

  synchronized void ended(Run run) {
    dev.groundcrew.run.Figures figures = run.ending().figures();
    long waited = figures.gateNanos().orElse(0L);
    long mine = Math.max(0, figures.wallNanos().orElse(0L) - waited);
    runs++;
    cut += run.state() == RunState.SUCCEEDED ? 0 : 1;
    wall += mine;
    longest = Math.max(longest, mine);
    gate += waited;
    boolean whole = figures.measured().equals(Optional.of(Measured.WHOLE));
    cpu = whole ? cpu.flatMap(sum -> figures.cpuNanos().map(more -> sum + more)) : Optional.empty();
  }

  synchronized Figures figures() {
    return new Figures(
        way,
        runs,
        cut,
        time,
        wall,
        longest,
        way == Way.NONE ? Optional.empty() : cpu,
        processCpu,
        gate,
        looks == 0 ? 0 : (double) held / looks,
        mostHeld,
        requests.count(),
        requests.at(MEDIAN),
        requests.at(LAST_PERCENT),
        ready.at(MEDIAN),
        ready.at(LAST_PERCENT));
  }
}
