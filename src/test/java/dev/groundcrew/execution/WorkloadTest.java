package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.execution.Verdict.Kind;
import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Figures;
import dev.groundcrew.run.Measured;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 8 of the package, on figures as they were seen. */
class WorkloadTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** One run after another, a period apart, the newest first. */
  private static List<Run> runs(int count, Duration period, RunState end, Figures figures) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Instant at = NOW.minus(period.multipliedBy(i));
              return Run.queued(count - i, "work", Origin.schedule(at), "", at)
                  .started("a", at)
                  .ended(
                      end,
                      new Ending(
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty(),
                          figures),
                      at.plus(Duration.ofMillis(100)));
            })
        .toList();
  }

  private static Verdict verdict(Figures figures) {
    return new Workload(runs(20, SECOND, RunState.SUCCEEDED, figures)).verdict();
  }

  private static Figures millis(double wall, double cpu, double queued, double others) {
    return millis(Measured.WHOLE, wall, cpu, queued, others, 0);
  }

  private static Figures millis(
      Measured measured, double wall, double cpu, double queued, double others, double gate) {
    return new Figures(
        Optional.of(measured),
        nanos(wall),
        nanos(cpu),
        nanos(queued),
        nanos(others),
        Optional.of(4_096L),
        nanos(gate));
  }

  private static Optional<Long> nanos(double millis) {
    return Optional.of((long) (millis * 1e6));
  }

  @Test
  void aLoopThatComputesNeedsAThreadACore() {
    Verdict verdict = verdict(millis(100, 88, 0, 0));

    assertThat(verdict.kind()).isEqualTo(Kind.COMPUTES);
    assertThat(verdict.text()).isEqualTo("computes 88 %: POOLED, at most one a core");
    assertThat(verdict.evidence().runs()).isEqualTo(20);
    assertThat(verdict.evidence().allocatedBytes()).contains(4_096L);
  }

  @Test
  void aLoopThatComputesOnABusyMachineStillComputes() {
    Verdict verdict = verdict(millis(1_000, 95, 900, 1_700));

    assertThat(verdict.text()).isEqualTo("computes 95 %: POOLED, at most one a core");
    assertThat(verdict.evidence().waitingForProcessor()).isEqualTo(0.9);
  }

  @Test
  void aLoopThatComputesAndIsHeldBackStillComputes() {
    Verdict verdict = verdict(millis(Measured.WHOLE, 1_000, 90, 0, 1_700, 900));

    assertThat(verdict.text()).isEqualTo("computes 90 %: POOLED, at most one a core");
    assertThat(verdict.evidence().time()).isEqualTo(Duration.ofMillis(100));
    assertThat(verdict.evidence().heldBack()).isEqualTo(0.9);
  }

  @Test
  void aReadFromAFarServiceFitsAsync() {
    assertThat(verdict(millis(100, 4, 0, 8)))
        .extracting(Verdict::kind, Verdict::text)
        .containsExactly(Kind.WAITS, "waits 96 % of its time: ASYNC fits");
  }

  @Test
  void anImportThatReadsAndParsesFitsThePool() {
    assertThat(verdict(millis(100, 35, 0, 8)).text())
        .isEqualTo("computes 35 % and waits 65 %: POOLED fits");
  }

  @Test
  void aTinyRunThatComesOftenIsNotWorthItsSchedule() {
    List<Run> runs = runs(20, Duration.ofMillis(50), RunState.SUCCEEDED, millis(0.2, 0.18, 0, 0));

    assertThat(new Workload(runs).verdict())
        .extracting(Verdict::kind, Verdict::text)
        .containsExactly(
            Kind.TOO_SHORT, "runs 0.2 ms every 50 ms: the schedule costs more than the work");
  }

  @Test
  void aTinyRunThatComesSeldomIsNoWaste() {
    List<Run> runs = runs(20, Duration.ofHours(1), RunState.SUCCEEDED, millis(0.2, 0.18, 0, 0));

    assertThat(new Workload(runs).verdict().kind()).isEqualTo(Kind.COMPUTES);
  }

  @Test
  void fourRunsAreNotEnough() {
    List<Run> runs = runs(4, SECOND, RunState.SUCCEEDED, millis(100, 88, 0, 0));

    assertThat(new Workload(runs).verdict().text()).isEqualTo("not enough runs yet: 4 of 5");
  }

  @Test
  void runsThatFailedSayNothing() {
    List<Run> runs = runs(20, SECOND, RunState.FAILED, millis(100, 88, 0, 0));

    assertThat(new Workload(runs).verdict().kind()).isEqualTo(Kind.NOT_ENOUGH_RUNS);
  }

  @Test
  void threadsOfItsOwnAreUnknown() {
    assertThat(verdict(millis(Measured.CHILD_THREADS, 100, 2, 0, 190, 0)))
        .extracting(Verdict::kind, Verdict::text)
        .containsExactly(
            Kind.UNKNOWN, "not measurable: its thread starts others, whose time is not seen");
  }

  @Test
  void workHandedToAPoolThatWasThereBeforeIsNotTakenForWaiting() {
    Verdict verdict = verdict(millis(100, 2, 0, 98));

    assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(verdict.text()).contains("while other threads of this server compute");
  }

  @Test
  void stagesVirtualThreadsAndMissingClocksAreUnknown() {
    for (Measured measured : List.of(Measured.STAGES, Measured.VIRTUAL_THREAD, Measured.NO_CLOCK)) {
      Figures figures = Figures.ofTime(Optional.of(measured), 100_000_000, 0);
      assertThat(verdict(figures).kind()).as(measured.name()).isEqualTo(Kind.UNKNOWN);
    }
    assertThat(verdict(Figures.ofTime(Optional.of(Measured.VIRTUAL_THREAD), 100_000_000, 0)).text())
        .isEqualTo("not measurable on virtual threads");
  }
}
