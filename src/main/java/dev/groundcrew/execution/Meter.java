package dev.groundcrew.execution;

import com.sun.management.OperatingSystemMXBean;
import dev.groundcrew.run.Figures;
import dev.groundcrew.run.Measured;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;

/**
 * Measures one attempt. Begins and ends on the thread that runs it; {@link #gaveUp} may be called
 * on any.
 */
final class Meter {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * Whose run computes on this thread, so that a thread which it starts is noticed. The child gets
   * nothing: it may outlive the application, and must not keep it in memory.
   */
  private static final InheritableThreadLocal<Meter> FAMILY =
      new InheritableThreadLocal<>() {
        @Override
        protected Meter childValue(Meter parent) {
          if (parent != null) {
            parent.hasChildren = true;
          }
          return null;
        }
      };

  private final boolean stages;
  private final boolean watchesProcessor;
  private final long begin = System.nanoTime();
  private final long cpuAtBegin;
  private final long processCpuAtBegin;
  private final Optional<Long> cpuWaitAtBegin;
  private final long allocatedAtBegin;
  private volatile boolean hasChildren;

  /**
   * Begins to measure on this thread.
   *
   * @param stages whether the attempt will leave this thread
   * @param watchesProcessor whether to ask how long the thread waits for a processor, which costs
   *     some 15 microseconds
   */
  Meter(boolean stages, boolean watchesProcessor) {
    this.stages = stages;
    this.watchesProcessor = watchesProcessor;
    cpuAtBegin = stages ? -1 : cpu();
    processCpuAtBegin = stages ? -1 : processCpu();
    cpuWaitAtBegin = stages || !watchesProcessor ? Optional.empty() : ProcessorQueue.waitedNanos();
    allocatedAtBegin = stages ? -1 : allocated();
    if (!stages) {
      FAMILY.set(this);
    }
  }

  /** The attempt has ended, on the thread that it began on unless it went on in stages. */
  Figures ended(long gateNanos) {
    long wall = System.nanoTime() - begin;
    if (stages) {
      return Figures.ofTime(Optional.of(Measured.STAGES), wall, gateNanos);
    }
    long cpu = cpu();
    if (cpu < 0 || cpuAtBegin < 0) {
      boolean clock = THREADS.isCurrentThreadCpuTimeSupported();
      return Figures.ofTime(
          Optional.of(clock ? Measured.VIRTUAL_THREAD : Measured.NO_CLOCK), wall, gateNanos);
    }
    long used = cpu - cpuAtBegin;
    return new Figures(
        Optional.of(hasChildren ? Measured.CHILD_THREADS : Measured.WHOLE),
        Optional.of(wall),
        Optional.of(used),
        cpuWait(),
        others(used),
        allocated() < 0 ? Optional.empty() : Optional.of(allocated() - allocatedAtBegin),
        Optional.of(gateNanos));
  }

  /** This thread runs no attempt any more. */
  static void leaveThread() {
    FAMILY.remove();
  }

  /** The attempt is given up, while its thread goes on. */
  Figures gaveUp(long gateNanos) {
    return Figures.ofTime(Optional.empty(), System.nanoTime() - begin, gateNanos);
  }

  private Optional<Long> cpuWait() {
    return watchesProcessor
        ? ProcessorQueue.waitedNanos()
            .flatMap(now -> cpuWaitAtBegin.map(before -> Math.max(0, now - before)))
        : Optional.empty();
  }

  private Optional<Long> others(long used) {
    long now = processCpu();
    return now < 0 || processCpuAtBegin < 0
        ? Optional.empty()
        : Optional.of(Math.max(0, now - processCpuAtBegin - used));
  }

  private static long cpu() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
  }

  private static long processCpu() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : -1;
  }

  private static long allocated() {
    return THREADS instanceof com.sun.management.ThreadMXBean threads
            && threads.isThreadAllocatedMemorySupported()
        ? threads.getCurrentThreadAllocatedBytes()
        : -1;
  }
}
