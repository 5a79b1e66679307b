package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Package description, rule 11. */
class BackOffTest {
  private Instant now = Instant.parse("2026-11-24T03:00:00Z");
  private final BackOff backOff = new BackOff(() -> now);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      backOff.failed("admin", "192.0.2.1");
    }
  }

  private Optional<Duration> pause() {
    return backOff.pause("admin", "192.0.2.1");
  }

  @Test
  void fourWrongTriesAreFreeAndTheFifthCostsASecond() {
    fail(4);
    assertThat(pause()).isEmpty();

    fail(1);
    assertThat(pause()).contains(Duration.ofSeconds(1));

    now = now.plusSeconds(1);
    assertThat(pause()).isEmpty();
  }

  @Test
  void thePauseDoublesUpToAQuarterOfAnHour() {
    fail(8);
    assertThat(pause()).contains(Duration.ofSeconds(8));

    fail(1_000);
    assertThat(pause()).contains(Duration.ofMinutes(15));
  }

  @Test
  void othersAreNotHeldUp() {
    fail(20);

    assertThat(backOff.pause("admin", "192.0.2.2")).isEmpty();
    assertThat(backOff.pause("ann", "192.0.2.1")).isEmpty();
  }

  @Test
  void aRightTryForgetsTheWrongOnes() {
    fail(4);
    backOff.succeeded("admin", "192.0.2.1");

    fail(4);

    assertThat(pause()).isEmpty();
  }

  @Test
  void wrongTriesOfLongAgoDoNotCount() {
    fail(5);
    now = now.plus(Duration.ofMinutes(16));

    fail(1);

    assertThat(pause()).isEmpty();
  }

  @Test
  void whoTriesManyNamesDoesNotFillTheMemoryAndRecentGuessersStayKnown() {
    for (int i = 0; i < 20_000; i++) {
      backOff.failed("user" + i, "192.0.2.1");
    }
    fail(5);
    for (int i = 0; i < 9_999; i++) {
      backOff.failed("other" + i, "192.0.2.1");
    }

    assertThat(pause()).isPresent();
  }
}
