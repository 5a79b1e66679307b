package dev.groundcrew.builtin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void aServerMayAskForSeconds() {
    assertThat(RetryAfter.read(" 120 ", NOW)).contains(NOW.plusSeconds(120));
  }

  @Test
  void aServerMayNameADate() {
    assertThat(RetryAfter.read("Sun, 01 Mar 2026 12:05:00 GMT", NOW))
        .contains(NOW.plusSeconds(300));
  }

  @Test
  void nobodyWaitsLongerThanAnHour() {
    Instant inAnHour = NOW.plus(Duration.ofHours(1));
    assertThat(RetryAfter.read("86400", NOW)).contains(inAnHour);
    assertThat(RetryAfter.read("9".repeat(40), NOW)).contains(inAnHour);
    assertThat(RetryAfter.read("Mon, 01 Mar 2027 12:05:00 GMT", NOW)).contains(inAnHour);
  }

  @Test
  void anythingElseIsNoAnswer() {
    assertThat(RetryAfter.read("-5", NOW)).isEmpty();
    assertThat(RetryAfter.read("soon", NOW)).isEmpty();
  }

  @Test
  void withoutATimeThePauseDoublesFromOneSecondToTenMinutes() {
    var backOff = new BackOff();
    for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600}) {
      backOff.refused(NOW, Optional.empty());
      assertThat(backOff.waiting(NOW.plusSeconds(seconds).minusMillis(1))).isPresent();
      assertThat(backOff.waiting(NOW.plusSeconds(seconds))).isEmpty();
    }
  }

  @Test
  void anotherAnswerEndsTheDoubling() {
    var backOff = new BackOff();
    backOff.refused(NOW, Optional.empty());
    backOff.refused(NOW, Optional.empty());
    backOff.answered();
    assertThat(backOff.waiting(NOW)).isEmpty();
    backOff.refused(NOW, Optional.empty());
    assertThat(backOff.waiting(NOW))
        .contains("waiting until 2026-03-01T12:00:01Z after 1 refusals in a row");
  }
}
