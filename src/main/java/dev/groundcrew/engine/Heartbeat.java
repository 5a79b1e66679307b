package dev.groundcrew.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What must be looked after every second, on a thread that no resize of an executor touches.
 * Nothing in it waits for the database. Never dies of an exception.
 */
final class Heartbeat {
  private static final Logger LOG = System.getLogger(Heartbeat.class.getName());

  private final List<Runnable> duties;
  private volatile long lastBeat = System.nanoTime();

  /**
   * @param duties each is done every second, in order
   */
  Heartbeat(List<Runnable> duties) {
    this.duties = duties;
  }

  /** Beats until the thread is interrupted. */
  void beat() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        duties.forEach(Heartbeat::fulfil);
        lastBeat = System.nanoTime();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long ago it beat last; more than some seconds means that it does not any more. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - lastBeat);
  }

  private static void fulfil(Runnable duty) {
    try {
      duty.run();
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "a duty of the heartbeat failed", e);
    }
  }
}
