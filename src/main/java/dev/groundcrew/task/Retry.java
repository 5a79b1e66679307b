package dev.groundcrew.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and after which pauses a failed run is tried again.
 *
 * @param attempts how many attempts a run has in all, 1 to 100; crashes of nodes are counted apart
 * @param backoff the pause before the second attempt; doubled before each later one
 * @param longest no pause is longer
 */
public record Retry(int attempts, Duration backoff, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The pause after a failure, with jitter: from a half to the whole of the doubled back-off, so
   * that runs that failed together do not come back together.
   *
   * @param failures how many attempts have failed, from 1
   */
  public Duration pauseAfter(int failures, RandomGenerator random) {
    Duration doubled = backoff.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
    Duration whole = doubled.compareTo(longest) > 0 ? longest : doubled;
    long half = whole.toMillis() / 2;
    return Duration.ofMillis(half + random.nextLong(half + 1));
  }
}
