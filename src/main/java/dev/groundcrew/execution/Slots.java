package dev.groundcrew.execution;

import java.util.concurrent.Semaphore;

/**
 * How many runs of one mode may be under way at once. The limit may change at any time: runs above
 * a lower one go on to their end. Safe for use by several threads.
 */
final class Slots {
  private final Free free;

  // Guarded by this.
  private int limit;
  private int used;
  private int mostUsed;
  private long released;

  Slots(int limit) {
    this.limit = limit;
    this.free = new Free(limit);
  }

  boolean take() {
    if (!free.tryAcquire()) {
      return false;
    }
    synchronized (this) {
      used++;
      mostUsed = Math.max(mostUsed, used);
    }
    return true;
  }

  void release() {
    synchronized (this) {
      used--;
      released++;
    }
    free.release();
  }

  /** Free slots; negative while more are used than a new limit allows. */
  int free() {
    return free.availablePermits();
  }

  /** Whether enough are free that one may be taken by somebody who only waits. */
  boolean hasSpare() {
    return 4 * free() > limit();
  }

  synchronized int limit() {
    return limit;
  }

  synchronized int used() {
    return used;
  }

  /** The most that have been used at once. */
  synchronized int mostUsed() {
    return mostUsed;
  }

  /** How many have been used and given back. */
  synchronized long released() {
    return released;
  }

  synchronized void resize(int newLimit) {
    if (newLimit > limit) {
      free.release(newLimit - limit);
    } else {
      free.reducePermits(limit - newLimit);
    }
    limit = newLimit;
  }

  /** Makes visible what a semaphore keeps for its heirs. */
  private static final class Free extends Semaphore {
    Free(int permits) {
      super(permits);
    }

    @Override
    protected void reducePermits(int reduction) {
      super.reducePermits(reduction);
    }
  }
}
