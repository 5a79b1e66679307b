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
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Tasks whose nature is known. */
@ApplicationScoped
class Workloads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  static final long TWENTY_MILLIS = 20_000_000;
  private static final Duration WAIT = Duration.ofMillis(20);

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

  @BackgroundTask(name = "compares-computing", repeatable = true)
  void comparesComputing() {
    compute(TWENTY_MILLIS / 4);
  }

  /** Waits twice, and computes nothing. */
  @BackgroundTask(name = "compares-waiting", repeatable = true)
  CompletionStage<Void> comparesWaiting(TaskContext context) {
    return context.after(WAIT).thenCompose(nothing -> context.after(WAIT));
  }

  /** Never ends by itself. */
  @BackgroundTask(name = "compares-for-ever", repeatable = true)
  void comparesForEver(TaskContext context) throws InterruptedException {
    while (context.proceedAfter(WAIT)) {
      compute(TWENTY_MILLIS / 40);
    }
  }

  @BackgroundTask(name = "compares-failing", repeatable = true)
  void comparesFailing() {
    throw new IllegalStateException("cannot be compared");
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
