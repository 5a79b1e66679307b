package dev.groundcrew.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {
  private final Spread spread = new Spread();

  @Test
  void thereIsNoneOfNothing() {
    assertThat(spread.at(0.5)).isEmpty();
    assertThat(spread.count()).isZero();
  }

  @Test
  void percentilesAreThoseOfAllThatCame() {
    for (int i = 100; i >= 1; i--) {
      spread.add(i);
    }

    assertThat(spread.at(0.5)).contains(50L);
    assertThat(spread.at(0.99)).contains(99L);
    assertThat(spread.at(1)).contains(100L);
  }

  @Test
  void ofVeryManyAFairSampleIsKept() {
    for (int i = 0; i < 1_000_000; i++) {
      spread.add(i);
    }

    assertThat(spread.count()).isEqualTo(1_000_000);
    assertThat(spread.at(0.5).orElseThrow()).isBetween(450_000L, 550_000L);
  }
}
