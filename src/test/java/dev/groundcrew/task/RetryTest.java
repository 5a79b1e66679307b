package dev.groundcrew.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
  private final Retry retry = new Retry(100, Duration.ofSeconds(10), Duration.ofMinutes(1));

  @ParameterizedTest
  @CsvSource({"1, PT10S", "2, PT20S", "3, PT40S", "4, PT1M", "5, PT1M", "99, PT1M"})
  void thePauseDoublesUpToTheLongestAndIsAtLeastHalfOfThat(int failures, Duration whole) {
    var random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      assertThat(retry.pauseAfter(failures, random)).isBetween(whole.dividedBy(2), whole);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "7"})
  void thePausesOfRunsThatFailedTogetherDiffer(int failures) {
    var random = new Random(1);

    assertThat(random.longs(50).mapToObj(seed -> retry.pauseAfter(failures, random)))
        .doesNotHaveDuplicates()
        .hasSize(50);
  }
}
