package dev.groundcrew.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static Node node(String name, NodeState state, Duration silence, boolean stopped) {
    return new Node(
        name,
        1,
        state,
        NOW.minus(Duration.ofDays(9)),
        Optional.of(NOW.minus(silence)),
        stopped ? Optional.of(NOW.minus(silence)) : Optional.empty(),
        Optional.empty());
  }

  private static final Node LIVES = node("b", NodeState.ACTIVE, Duration.ZERO, false);
  private static final Node DRAINS = node("a", NodeState.DRAINING, Duration.ZERO, false);
  private static final Node DIED = node("0", NodeState.GONE, Duration.ofMinutes(1), false);
  private static final Node STOPPED = node("1", NodeState.GONE, Duration.ofMinutes(1), true);
  private static final Node LONG_DEAD = node("2", NodeState.GONE, Duration.ofDays(2), false);

  @Test
  void theFirstLiveNodeTells() {
    assertThat(ClusterWatch.speaker(List.of(DIED, LIVES, DRAINS))).contains("a");
    assertThat(ClusterWatch.speaker(List.of(DIED))).isEmpty();
  }

  @Test
  void aNodeIsLostThatDiedAndIsNotForgotten() {
    assertThat(ClusterWatch.lost(List.of(LIVES, DRAINS, DIED, STOPPED, LONG_DEAD), NOW))
        .containsOnlyKeys("0");
  }
}
