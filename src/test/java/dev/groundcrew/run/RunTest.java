package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private final Run queued = Run.queued(1, "purge", Origin.manual("anna"), "", NOW);

  @Test
  void passesFromTheQueueToItsEnd() {
    Run ended = queued.started("a", NOW).cancelling().ended(RunState.CANCELLED, Ending.NONE, NOW);

    assertThat(ended.state()).isEqualTo(RunState.CANCELLED);
    assertThat(ended.attempt()).isEqualTo(1);
    assertThat(ended.endedAt()).contains(NOW);
  }

  @Test
  void neverLeavesAFinalState() {
    Run ended = queued.started("a", NOW).ended(RunState.SUCCEEDED, Ending.NONE, NOW);

    assertThatIllegalStateException()
        .isThrownBy(() -> ended.ended(RunState.FAILED, Ending.NONE, NOW))
        .withMessageContaining("already SUCCEEDED");
  }

  @Test
  void hasAnEndIfAndOnlyIfItsStateIsFinal() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queued.ended(RunState.RUNNING, Ending.NONE, NOW));
  }

  @Test
  void doesNotCountAnAttemptThatTheNodeLost() {
    Run again = queued.started("a", NOW).requeued();

    assertThat(again.attempt()).isZero();
    assertThat(again.crashes()).isZero();
    assertThat(again.state()).isEqualTo(RunState.QUEUED);
    assertThat(again.node()).isEmpty();
    assertThat(again.startedAt()).isEmpty();
  }

  @Test
  void countsCrashesApartFromFailures() {
    Run crashed = queued.started("a", NOW).afterCrash().started("b", NOW);

    assertThat(crashed.attempt()).isEqualTo(2);
    assertThat(crashed.crashes()).isEqualTo(1);
    assertThat(crashed.failures()).isEqualTo(1);
  }

  @Test
  void isDurableOnceItWaitsForARetry() {
    Run tick = Run.queued(1, "a", Origin.schedule(NOW), "n", NOW).started("n", NOW);
    Run failed = tick.ended(RunState.FAILED, Ending.NONE, NOW);

    Run again = failed.toRetry(NOW.plusSeconds(9));

    assertThat(again.origin().durable()).isTrue();
    assertThat(again.origin().trigger()).isEqualTo(tick.origin().trigger());
    assertThat(again.submission().readyAt()).contains(NOW.plusSeconds(9));
    assertThat(again.state()).isEqualTo(RunState.QUEUED);
    assertThat(again.attempt()).isEqualTo(1);
  }

  @Test
  void standsForSeveralSkippedTicks() {
    Run skipped = queued.skipped("busy", "a", 1, NOW, NOW).skippedAgain(4, NOW.plusSeconds(4), NOW);

    assertThat(skipped.skips()).isEqualTo(new Skips(5, Optional.of(NOW.plusSeconds(4))));
  }

  @Test
  void keepsHostileTextHarmless() {
    Ending ending = Ending.because("a\u001b[31mred\u001b[0m\r\nb\u0000c" + "x".repeat(500));

    assertThat(ending.reason().orElseThrow())
        .startsWith("ared bcx".replace("bc", "b c"))
        .hasSize(200)
        .doesNotContain("\u001b", "\n", "\r", "\u0000");
  }
}
