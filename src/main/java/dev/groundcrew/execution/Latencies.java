package dev.groundcrew.execution;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long requests took, counted in classes that grow by an eighth of a power of two, so that a
 * percentile is at most an eighth too high. Not safe for use by several threads.
 */
final class Latencies {
  private static final int PARTS_BITS = 3;
  private static final int PARTS = 1 << PARTS_BITS;

  private final long[] counts = new long[Long.SIZE * PARTS];
  private long all;

  void add(long nanos) {
    counts[classOf(Math.max(PARTS, nanos))]++;
    all++;
  }

  private static int classOf(long nanos) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    int part = (int) (nanos >>> (power - PARTS_BITS)) & (PARTS - 1);
    return power * PARTS + part;
  }

  private static long mostOf(int index) {
    int power = index / PARTS;
    long part = index % PARTS + 1L;
    return (1L << power) + (part << (power - PARTS_BITS)) - 1;
  }

  /** What so many in a hundred did not exceed; empty if there were none. */
  Optional<Duration> percentile(int percent) {
    long rank = (all * percent + 99) / 100;
    int index = -1;
    for (long seen = 0; seen < rank; ) {
      index++;
      seen += counts[index];
    }
    return index < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(mostOf(index)));
  }

  long all() {
    return all;
  }

  void clear() {
    Arrays.fill(counts, 0);
    all = 0;
  }
}
