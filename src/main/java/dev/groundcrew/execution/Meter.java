package dev.groundcrew.execution;

import com.sun.management.OperatingSystemMXBean;
import dev.groundcrew.run.Figures;
import dev.groundcrew.run.Measured;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;

/**
 * Measures one attempt. Made, begins and ends on the thread that runs it; {@link #gaveUp} may be
 * called on any.
 */
final class Meter {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Kept, since to find it again takes longer than to ask it. */
  private static final Object SYSTEM = ManagementFactory.getOperatingSystemMXBean();

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

  /** Null if nobody wants to know, or what it said would be of another thread. */
  private final ProcessorQueue queue;

  private volatile boolean hasChildren;

  // Set when it begins.
  private long begin;
  private long cpuAtBegin = -1;
  private long processCpuAtBegin = -1;
  private long allocatedAtBegin = -1;

  /**
   * For the attempt that will run on this thread.
   *
   * @param stages whether the attempt will leave this thread
   * @param watchesProcessor whether to ask how long the thread waits for a processor, which costs
   *     some 15 microseconds
   */
  Meter(boolean stages, boolean watchesProcessor) {
    this.stages = stages;
    queue = watchesProcessor && !stages ? new ProcessorQueue() : null;
    if (!stages) {
      FAMILY.set(this);
    }
  }

  /** Begins to measure. Nothing slow: the attempt's code is due. */
  void begin() {
    begin = System.nanoTime();
    if (!stages) {
      if (queue != null) {
        queue.begin();
      }
      processCpuAtBegin = processCpu();
      allocatedAtBegin = allocated();
      cpuAtBegin = cpu();
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
        Optional.ofNullable(queue).flatMap(ProcessorQueue::waitedNanos),
        others(used),
        allocated() < 0 ? Optional.empty() : Optional.of(allocated() - allocatedAtBegin),
        Optional.of(gateNanos));
  }

  /** This thread, which runs the attempt, does so no more. */
  void leaveThread() {
    FAMILY.remove();
    if (queue != null) {
      queue.close();
    }
  }

  /** The attempt is given up, while its thread goes on. */
  Figures gaveUp(long gateNanos) {
    return Figures.ofTime(Optional.empty(), System.nanoTime() - begin, gateNanos);
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
    return SYSTEM instanceof OperatingSystemMXBean system ? system.getProcessCpuTime() : -1;
  }

  private static long allocated() {
    return THREADS instanceof com.sun.management.ThreadMXBean threads
            && threads.isThreadAllocatedMemorySupported()
        ? threads.getCurrentThreadAllocatedBytes()
        : -1;
  }
}
