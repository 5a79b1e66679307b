package dev.groundcrew.engine.compare;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Percentiles of many durations, from a fair sample of some thousand. Safe for use by several
 * threads.
 */
final class Spread {
  private static final int KEPT = 8_192;

  private final SplittableRandom random = new SplittableRandom();
  private final long[] kept = new long[KEPT];
  private long count;

  synchronized void add(long nanos) {
    long place = count < KEPT ? count : random.nextLong(count + 1);
    if (place < KEPT) {
      kept[(int) place] = nanos;
    }
    count++;
  }

  synchronized long count() {
    return count;
  }

  /** The duration that a share of all do not exceed; empty if there is none. */
  synchronized Optional<Long> at(double share) {
    if (count == 0) {
      return Optional.empty();
    }
    int size = (int) Math.min(count, KEPT);
    long[] sorted = Arrays.copyOf(kept, size);
    Arrays.sort(sorted);
    return Optional.of(sorted[Math.max(0, (int) Math.ceil(share * size) - 1)]);
  }
}
