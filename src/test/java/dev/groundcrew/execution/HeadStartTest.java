package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadStartTest {
  private static final Instant DUE = Instant.parse("2026-11-24T03:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "8, 8, true, both clocks say the same",
    "8, 7, true, it took a while to ask the other",
    "8, 9, true, this clock is behind",
    "8, 5, false, this clock is ahead and would begin it early",
    "8, -3600000, false, this clock is an hour ahead",
    "8, 3600000, false, this clock is an hour behind",
    "3600000, 3600000, false, nobody waits that long",
  })
  void aRunIsHandedOverAheadOnlyIfItsWaitEndsInTime(
      long early, long left, boolean covers, String why) {
    assertThat(HeadStart.covers(Duration.ofMillis(early), DUE, DUE.minusMillis(left)))
        .as(why)
        .isEqualTo(covers);
  }
}
