package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {
  private final Slots slots = new Slots(2);

  @Test
  void noMoreAreTakenThanThereAre() {
    assertThat(slots.take()).isTrue();
    assertThat(slots.take()).isTrue();
    assertThat(slots.take()).isFalse();
    slots.release();
    assertThat(slots.take()).isTrue();
    assertThat(slots.released()).isEqualTo(1);
    assertThat(slots.mostUsed()).isEqualTo(2);
  }

  @Test
  void aHigherLimitLetsMoreStart() {
    assertThat(slots.take()).isTrue();
    assertThat(slots.take()).isTrue();
    slots.resize(3);
    assertThat(slots.take()).isTrue();
    assertThat(slots.take()).isFalse();
    assertThat(slots.limit()).isEqualTo(3);
  }

  @Test
  void aLowerLimitLetsNothingStartUntilEnoughHaveEnded() {
    assertThat(slots.take()).isTrue();
    assertThat(slots.take()).isTrue();
    slots.resize(1);
    assertThat(slots.used()).isEqualTo(2);
    assertThat(slots.free()).isNegative();
    slots.release();
    assertThat(slots.take()).as("one is still used, one is the limit").isFalse();
    slots.release();
    assertThat(slots.take()).isTrue();
  }

  @Test
  void whoOnlyWaitsTakesNoneOfTheLastQuarter() {
    slots.resize(8);
    for (int taken = 0; taken < 6; taken++) {
      assertThat(slots.hasSpare()).isTrue();
      assertThat(slots.take()).isTrue();
    }
    assertThat(slots.hasSpare()).isFalse();
    slots.resize(9);
    assertThat(slots.hasSpare()).isTrue();
  }

  @Test
  void theOnlySlotIsSpareUntilItIsTaken() {
    slots.resize(1);
    assertThat(slots.hasSpare()).isTrue();
    assertThat(slots.take()).isTrue();
    assertThat(slots.hasSpare()).isFalse();
  }
}
