package dev.groundcrew.watch;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * A thread of the server's for one thing that is done every second, so that neither the timer nor
 * an executor can hold it up. Never dies of an exception. Started once and stopped once.
 */
public final class EverySecond {
  private static final Logger LOG = System.getLogger(EverySecond.class.getName());
  private static final long PAUSE_MILLIS = 1_000;
  private static final long STOP_MILLIS = 2_000;

  private final String name;
  private final Runnable round;
  private final Thread thread;

  /**
   * A thread that does not run yet.
   *
   * @param name of the thread
   * @param round what to do
   */
  public EverySecond(ManagedThreadFactory threads, String name, Runnable round) {
    this.name = name;
    this.round = round;
    thread = threads.newThread(this::go);
    thread.setName(name);
  }

  /** Begins with the first round at once. */
  public void start() {
    thread.start();
  }

  /** Interrupts the round under way and waits two seconds at most for its end. */
  public void stop() {
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void go() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        goOnce();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void goOnce() {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a round of " + name + " failed", e);
    }
  }
}
