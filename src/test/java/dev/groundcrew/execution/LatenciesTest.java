package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void aPercentileIsAtMostAnEighthTooHigh() {
    for (int millis = 1; millis <= 1_000; millis++) {
      latencies.add(Duration.ofMillis(millis).toNanos());
    }
    assertThat(latencies.all()).isEqualTo(1_000);
    assertThat(latencies.percentile(99).orElseThrow())
        .isBetween(Duration.ofMillis(990), Duration.ofMillis(990 * 9 / 8 + 1));
    assertThat(latencies.percentile(50).orElseThrow())
        .isBetween(Duration.ofMillis(500), Duration.ofMillis(500 * 9 / 8 + 1));
  }

  @Test
  void theSmallestAndTheLongestAreCountedToo() {
    latencies.add(0);
    latencies.add(-1);
    assertThat(latencies.percentile(99).orElseThrow()).isLessThan(Duration.ofNanos(100));
    latencies.add(Long.MAX_VALUE);
    assertThat(latencies.percentile(99).orElseThrow()).isPositive();
  }

  @Test
  void withoutARequestThereIsNone() {
    assertThat(latencies.percentile(99)).isEmpty();
    latencies.add(5);
    latencies.clear();
    assertThat(latencies.percentile(99)).isEmpty();
  }
}
