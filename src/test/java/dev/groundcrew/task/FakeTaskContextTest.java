package dev.groundcrew.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FakeTaskContextTest {
  @Test
  void checkpointsAllowAsManyRoundsAsTheTestSays() {
    var context = FakeTaskContext.proceedingTimes(2);

    assertThat(context.proceed()).isTrue();
    assertThat(context.proceedAfter(Duration.ofHours(1))).isTrue();
    assertThat(context.proceed()).isFalse();
    assertThat(context.proceedAfter(Duration.ofHours(2))).isFalse();
    assertThat(context.pauses()).containsExactly(Duration.ofHours(1), Duration.ofHours(2));
  }

  @Test
  void endTellsTheTaskToEnd() {
    var context = FakeTaskContext.proceeding();

    assertThat(context.proceed()).isTrue();
    context.end();
    assertThat(context.proceed()).isFalse();
  }

  @Test
  void stagesCompleteAtOnceUntilTheRunEnds() {
    var context = FakeTaskContext.proceedingTimes(1);

    assertThat(context.after(Duration.ofDays(1)).toCompletableFuture()).isCompleted();
    assertThatThrownBy(() -> context.after(Duration.ZERO).toCompletableFuture().join())
        .isInstanceOfAny(CancellationException.class, CompletionException.class);
    assertThat(context.pauses()).hasSize(2);
  }

  @Test
  void whatTheTaskSaysIsKept() {
    var context = FakeTaskContext.proceeding();
    context.log("one");
    context.log("two");
    context.message("first");
    context.message("last");
    context.progress(3, 9);

    assertThat(context.logLines()).containsExactly("one", "two");
    assertThat(context.message()).isEqualTo("last");
    assertThat(context.done()).isEqualTo(3);
    assertThat(context.total()).isEqualTo(9);
  }

  @Test
  void itRefusesWhatARealContextRefuses() {
    var context = FakeTaskContext.proceeding();
    Duration negative = Duration.ofMillis(-1);

    assertThatIllegalArgumentException().isThrownBy(() -> context.proceedAfter(negative));
    assertThatIllegalArgumentException().isThrownBy(() -> context.after(negative));
    assertThatIllegalArgumentException().isThrownBy(() -> context.progress(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> context.progress(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> FakeTaskContext.proceedingTimes(-1));
    assertThat(context.pauses()).isEmpty();
  }

  @Test
  void itIsTheFirstAttemptOfARunByHand() {
    var context = FakeTaskContext.proceeding();

    assertThat(context.task()).isEqualTo("fake");
    assertThat(context.runId()).isEqualTo("0000000000000");
    assertThat(context.attempt()).isEqualTo(1);
    assertThat(context.trigger()).isEqualTo(Trigger.MANUAL);
    assertThat(context.scheduledFor()).isEmpty();
  }
}
