package dev.groundcrew.watch;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A thread of the server's for one thing that is done again and again, so that neither the timer
 * nor an executor can hold it up. Never dies of an exception. Started once and stopped once.
 */
public final class Rounds {
  private static final Logger LOG = System.getLogger(Rounds.class.getName());
  private static final long STOP_MILLIS = 2_000;

  private final String name;
  private final Duration pause;
  private final Runnable round;
  private final Thread thread;

  /**
   * A thread that does not run yet.
   *
   * @param name of the thread
   * @param pause between two rounds
   * @param round what to do
   */
  public Rounds(ManagedThreadFactory threads, String name, Duration pause, Runnable round) {
    this.name = name;
    this.pause = pause;
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
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
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
