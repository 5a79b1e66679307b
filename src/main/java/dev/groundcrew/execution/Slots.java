package dev.groundcrew.execution;

import java.util.concurrent.Semaphore;

/** How many runs of one mode may be under way at once. Safe for use by several threads. */
final class Slots {
  private final int limit;
  private final Semaphore free;

  Slots(int limit) {
    this.limit = limit;
    this.free = new Semaphore(limit);
  }

  boolean take() {
    return free.tryAcquire();
  }

  void release() {
    free.release();
  }

  int limit() {
    return limit;
  }

  int free() {
    return free.availablePermits();
  }
}
