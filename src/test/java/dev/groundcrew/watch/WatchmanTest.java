package dev.groundcrew.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchmanTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Instant STOPPED = NOW.minus(Duration.ofHours(23));

  private static Node life(Instant stopped, String left) {
    return new Node(
        "a",
        1,
        NodeState.ACTIVE,
        NOW.minus(Duration.ofDays(9)),
        Optional.ofNullable(stopped),
        Optional.ofNullable(stopped),
        Optional.ofNullable(left));
  }

  @Test
  void whatAStopLeftIsToldForADay() {
    Node before = life(STOPPED, "deaf 3f, deaf 40");

    assertThat(Watchman.leftBy(before, NOW))
        .contains("the stop at 2026-11-23T04:00:00Z left code that did not end: deaf 3f, deaf 40");
    assertThat(Watchman.leftBy(before, NOW.plus(Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void aStopInOrderAndADeathLeaveNothingToTell() {
    assertThat(Watchman.leftBy(life(STOPPED, null), NOW)).isEmpty();
    assertThat(Watchman.leftBy(life(null, null), NOW)).isEmpty();
  }
}
