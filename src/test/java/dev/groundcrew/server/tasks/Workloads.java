package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Tasks whose nature is known. */
@ApplicationScoped
class Workloads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long TWENTY_MILLIS = 20_000_000;

  @BackgroundTask(name = "computes-a-little", overlap = Overlap.QUEUE_ONE)
  void computes() {
    long end = THREADS.getCurrentThreadCpuTime() + TWENTY_MILLIS;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
