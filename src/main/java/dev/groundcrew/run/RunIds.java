package dev.groundcrew.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids without the database: 41 bits of milliseconds since 2020, 10 bits of the node, 12 bits
 * that count. Ids of one node only grow, also when the clock steps back; beyond 4,096 a millisecond
 * they run ahead of the clock. Safe for use by several threads.
 */
public final class RunIds {
  /** How many different node parts there are. */
  public static final int NODE_PARTS = 1_024;

  private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = EPOCH + (1L << 41) - 1;
  private static final long MILLIS = 1_000;
  private static final long SLACK = Duration.ofHours(1).toMillis();
  private static final int NODE_BITS = 10;
  private static final int COUNT_BITS = 12;

  private final InstantSource clock;
  private final int nodePart;

  /** Milliseconds and count of the last id, without the node between them. */
  private final AtomicLong last = new AtomicLong();

  /**
   * Makes ids for one node.
   *
   * @param nodePart 0 to 1,023, different on every live node of a cluster
   */
  public RunIds(InstantSource clock, int nodePart) {
    if (nodePart < 0 || nodePart >= NODE_PARTS) {
      throw new IllegalArgumentException("nodePart must be 0 to 1023: " + nodePart);
    }
    this.clock = clock;
    this.nodePart = nodePart;
  }

  /** The smallest id that can be made at an instant or later. */
  static long firstAt(Instant instant) {
    return Math.max(0, instant.toEpochMilli() - EPOCH) << (NODE_BITS + COUNT_BITS);
  }

  /**
   * No id of a run that came to be at an instant or later is smaller, unless a clock is an hour
   * off.
   */
  static long lowest(Instant since) {
    return firstAt(Instant.ofEpochMilli(clamped(since) - SLACK));
  }

  /** No id of a run that came to be before an instant is greater, unless a clock is an hour off. */
  static long highest(Instant until) {
    long millis = clamped(until) + SLACK;
    return millis >= LAST ? Long.MAX_VALUE : firstAt(Instant.ofEpochMilli(millis));
  }

  private static long clamped(Instant instant) {
    long seconds = Math.min(LAST / MILLIS, instant.getEpochSecond());
    return Math.max(EPOCH / MILLIS, seconds) * MILLIS;
  }

  /** A new id, greater than all before it. */
  public long next() {
    long now = (clock.millis() - EPOCH) << COUNT_BITS;
    long ticket = last.updateAndGet(previous -> Math.max(previous + 1, now));
    long count = ticket & ((1 << COUNT_BITS) - 1);
    return (ticket >>> COUNT_BITS) << (NODE_BITS + COUNT_BITS)
        | (long) nodePart << COUNT_BITS
        | count;
  }
}
