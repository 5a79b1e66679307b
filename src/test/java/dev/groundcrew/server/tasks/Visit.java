package dev.groundcrew.server.tasks;

import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** One request scope: each has a number of its own. */
@RequestScoped
class Visit {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final int number = COUNT.incrementAndGet();

  int number() {
    return number;
  }
}
