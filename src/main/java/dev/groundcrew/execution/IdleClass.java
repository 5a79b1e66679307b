package dev.groundcrew.execution;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts the calling thread into the idle class of Linux ({@code SCHED_IDLE}, see sched(7)), by
 * {@code chrt} of util-linux: Java has no call for it, and Thread.setPriority does nothing there by
 * default. Needs no privilege. Elsewhere, and without {@code chrt}, it does nothing but say so
 * once. Safe for use by several threads.
 */
final class IdleClass implements Runnable {
  private static final Logger LOG = System.getLogger(IdleClass.class.getName());

  /** Leads to {@code PID/task/TID}, as the kernel counts them. */
  private static final Path THIS_THREAD = Path.of("/proc/thread-self");

  private static final long PATIENCE_SECONDS = 5;

  private final AtomicBoolean said = new AtomicBoolean();

  @Override
  public void run() {
    try {
      String thread = Files.readSymbolicLink(THIS_THREAD).getFileName().toString();
      Process chrt =
          new ProcessBuilder("chrt", "--idle", "--pid", "0", thread)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (!chrt.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || chrt.exitValue() != 0) {
        chrt.destroyForcibly();
        sayOnce("chrt refused");
      }
    } catch (IOException | UnsupportedOperationException e) {
      sayOnce(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sayOnce(String why) {
    if (said.compareAndSet(false, true)) {
      LOG.log(
          Level.INFO,
          "idle tasks run at normal priority, and yield at checkpoints only: no idle class here"
              + " ({0})",
          why);
    }
  }
}
