package dev.groundcrew.access;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A first administrator who is there when a test says so, as if its key took long to derive. */
public final class SlowAdministrator extends FirstAdministrator {
  private final CountDownLatch arrived = new CountDownLatch(1);

  @Override
  public Optional<String> ensure() {
    try {
      arrived.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** Is there. */
  public void arrive() {
    arrived.countDown();
  }
}
