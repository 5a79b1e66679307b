package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tasks whose nature is known. */
@ApplicationScoped
class Workloads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  static final long TWENTY_MILLIS = 20_000_000;

  /** Computes until it is told to end, and asks every now and then. */
  @BackgroundTask(name = "computes-along", overlap = Overlap.ALLOW)
  void computesAlong(TaskContext context) {
    while (context.proceed()) {
      compute(TWENTY_MILLIS / 40);
    }
  }

  /** Tells the scheduling class of its thread: the 41st field of its stat, 5 for the idle class. */
  @BackgroundTask(name = "computes-idly", idle = true)
  String computesIdly() throws IOException {
    return schedulingClass();
  }

  @BackgroundTask(name = "computes-as-all-do")
  String computesAsAllDo() throws IOException {
    return schedulingClass();
  }

  private static String schedulingClass() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return "class " + stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[38];
  }

  @BackgroundTask(name = "computes-a-little", overlap = Overlap.QUEUE_ONE)
  void computes() {
    compute(TWENTY_MILLIS);
  }

  static void compute(long nanos) {
    long end = THREADS.getCurrentThreadCpuTime() + nanos;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
