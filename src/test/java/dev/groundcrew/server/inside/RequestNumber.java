package dev.groundcrew.server.inside;

import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells request scopes apart. */
@RequestScoped
class RequestNumber {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final int number = COUNT.incrementAndGet();

  int get() {
    return number;
  }
}
