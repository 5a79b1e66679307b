package dev.groundcrew.engine;

import dev.groundcrew.execution.Threads;
import dev.groundcrew.execution.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One heap of actions and one pending wake-up on the server's scheduled executor (rule 3 of the
 * package). Safe for use by several threads.
 *
 * <p>A thread that has been woken waits for the next alarm itself if that is near: to ask a managed
 * executor for a wake-up costs as much processor time as some small tasks do.
 */
final class HeapTimer implements Timer {
  private static final Logger LOG = System.getLogger(HeapTimer.class.getName());
  private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(10);
  private static final long OVERDUE = TimeUnit.SECONDS.toNanos(1);
  private static final int COMPACT_FROM = 1_000;

  /** How near the next alarm must be for a thread to stay. */
  private static final long NEAR = TimeUnit.MILLISECONDS.toNanos(100);

  /** The longest that it stays: a server takes a thread that never comes back for a stuck one. */
  private static final long LONGEST_STAY = TimeUnit.SECONDS.toNanos(1);

  private final Threads threads;

  // Guarded by this.
  private final PriorityQueue<Alarm> heap = new PriorityQueue<>();
  private Cancellation wakeUp = () -> {};
  private long wakeUpAt;
  private boolean armed;
  private Thread stays;
  private boolean closed;
  private int cancelled;

  HeapTimer(Threads threads) {
    this.threads = threads;
  }

  @Override
  public Cancellation after(Duration pause, Runnable action) {
    var alarm = new Alarm(System.nanoTime() + nanos(pause), action);
    synchronized (this) {
      heap.add(alarm);
      if (!armed || alarm.at - wakeUpAt < 0) {
        wakeEarlier();
      }
    }
    return () -> cancel(alarm);
  }

  /** Centuries do not fit into nanoseconds; a hundred years will do. */
  private static long nanos(Duration pause) {
    return Math.min(pause.toSeconds(), TimeUnit.DAYS.toSeconds(36_500)) * 1_000_000_000L
        + pause.toNanosPart();
  }

  private synchronized void cancel(Alarm alarm) {
    if (alarm.action == null) {
      return;
    }
    // What the action holds on to must not stay until its time has come.
    alarm.action = null;
    cancelled++;
    if (cancelled > COMPACT_FROM && cancelled > heap.size() / 2) {
      heap.removeIf(old -> old.action == null);
      cancelled = 0;
    }
  }

  private void wakeEarlier() {
    if (stays != null) {
      LockSupport.unpark(stays);
    } else {
      arm();
    }
  }

  /** Replaces the pending wake-up by one for the earliest alarm. */
  private void arm() {
    wakeUp.cancel();
    armed = false;
    if (closed) {
      return;
    }
    long now = System.nanoTime();
    long sleep = heap.isEmpty() ? LONGEST_SLEEP : Math.min(LONGEST_SLEEP, heap.peek().at - now);
    wakeUpAt = now + Math.max(0, sleep);
    try {
      wakeUp = threads.later(Duration.ofNanos(Math.max(0, sleep)), this::wake);
      armed = true;
    } catch (RejectedExecutionException | IllegalStateException e) {
      LOG.log(
          Level.WARNING,
          "the server''s scheduled executor takes no wake-up, tried again: {0}",
          e.getMessage());
    }
  }

  private void wake() {
    long leaves = System.nanoTime() + LONGEST_STAY;
    do {
      takeDue().forEach(HeapTimer::runSafely);
    } while (awaitsNext(leaves));
  }

  private static void runSafely(Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      // One failing action must end neither the others nor the timer.
      LOG.log(Level.ERROR, "a timed action failed", e);
    }
  }

  /** Waits until the next alarm may be due, if it is near; else asks for a wake-up. */
  private boolean awaitsNext(long leaves) {
    long left;
    synchronized (this) {
      long now = System.nanoTime();
      left = heap.isEmpty() ? LONGEST_SLEEP : heap.peek().at - now;
      boolean mayStay = !closed && now - leaves < 0 && !Thread.currentThread().isInterrupted();
      if (!mayStay || left > NEAR) {
        stays = null;
        arm();
        return false;
      }
      stays = Thread.currentThread();
      wakeUpAt = now + Math.max(0, left);
    }
    if (left > 0) {
      LockSupport.parkNanos(this, left);
    }
    return true;
  }

  private synchronized List<Runnable> takeDue() {
    long now = System.nanoTime();
    var due = new ArrayList<Runnable>();
    while (!heap.isEmpty() && heap.peek().at - now <= 0) {
      Runnable action = heap.remove().take();
      if (action == null) {
        cancelled--;
      } else {
        due.add(action);
      }
    }
    return due;
  }

  /** Notices a wake-up that the server has lost and arms it anew. Call it every second. */
  void watch() {
    boolean lost;
    synchronized (this) {
      boolean overdue = armed && System.nanoTime() - wakeUpAt > OVERDUE;
      boolean refused = !armed && !heap.isEmpty();
      lost = !closed && (overdue || refused);
    }
    if (lost) {
      LOG.log(Level.WARNING, "a wake-up did not come: the executor is looked up again");
      threads.lookUpAgain();
      synchronized (this) {
        stays = null;
        arm();
      }
    }
  }

  /** Ends the timer: nothing is done any more. */
  synchronized void close() {
    closed = true;
    wakeUp.cancel();
    heap.clear();
    LockSupport.unpark(stays);
  }

  private static final class Alarm implements Comparable<Alarm> {
    private final long at;
    private Runnable action;

    Alarm(long at, Runnable action) {
      this.at = at;
      this.action = action;
    }

    Runnable take() {
      Runnable taken = action;
      action = null;
      return taken;
    }

    @Override
    public int compareTo(Alarm other) {
      return Long.signum(at - other.at);
    }
  }
}
