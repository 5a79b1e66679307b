package dev.groundcrew.server.load;

import java.util.concurrent.atomic.LongAdder;

/** One piece of background work, and how many have been done. */
final class Work {
  static final LongAdder DONE = new LongAdder();
  private static final int STEPS = 150_000;

  private static volatile long sink;

  private Work() {}

  /** Computes for about 0.3 ms. */
  static void piece() {
    long x = System.nanoTime() | 1;
    for (int i = 0; i < STEPS; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    sink = x;
    DONE.increment();
  }

  /** What an answer from a far service leaves to do. */
  static void little() {
    sink = System.nanoTime();
    DONE.increment();
  }
}
