package dev.groundcrew.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunSummaryTable.Bar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static Bar run(int seconds, RunState state) {
    return new Bar(seconds, state, NOW, Optional.of(NOW), Optional.of(NOW.plusSeconds(seconds)));
  }

  @Test
  void percentilesAreTheNearestRankOfWhatSucceeded() {
    List<Bar> runs =
        IntStream.rangeClosed(1, 40)
            .mapToObj(n -> run(n, n % 2 == 0 ? RunState.SUCCEEDED : RunState.FAILED))
            .toList();
    Summary.OfTask task = Summary.OfTask.of("a", runs);
    assertThat(task.p50()).isEqualTo(Duration.ofSeconds(20));
    assertThat(task.p95()).isEqualTo(Duration.ofSeconds(38));
    assertThat(task.newest()).hasSize(20);
  }

  @Test
  void oneRunIsItsOwnPercentile() {
    Summary.OfTask task = Summary.OfTask.of("a", List.of(run(7, RunState.SUCCEEDED)));
    assertThat(task.p50()).isEqualTo(task.p95()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void withoutASuccessThereIsNone() {
    Summary.OfTask task = Summary.OfTask.of("a", List.of(run(7, RunState.FAILED)));
    assertThat(task.p50()).isNull();
    assertThat(task.p95()).isNull();
  }
}
