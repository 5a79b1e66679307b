package dev.groundcrew.access;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A quick hash that waits for the test before it compares. */
final class HeldHash extends PasswordHash {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  HeldHash() {
    super(1);
  }

  @Override
  boolean matches(String password, String stored) {
    begun.countDown();
    await(released);
    return super.matches(password, stored);
  }

  /** Waits until somebody compares. */
  void awaitBegin() {
    await(begun);
  }

  void release() {
    released.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test forgot a thread");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
