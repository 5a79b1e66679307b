package dev.groundcrew.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.NodeState;
import dev.groundcrew.engine.ScheduledDefinition;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, ",
    "0, 2000, 0, ",
    "0, -2000, 0, ",
    "0, 2001, 0, PT-2.001S",
    "0, -2001, 0, PT2.001S",
    "0, 3600000, 9000, PT-59M-51S",
    "-9000, 0, 9000, ",
    "0, -3000, 9000, PT3S"
  })
  void aClockIsWrongOnlyIfTheTimeThatAskingTookDoesNotExplainIt(
      long asked, long database, long answered, Duration ahead) {
    assertThat(
            ClusterWatch.skew(
                NOW.plusMillis(asked), NOW.plusMillis(database), NOW.plusMillis(answered)))
        .isEqualTo(Optional.ofNullable(ahead));
  }

  private static Vitals.OfTask task(String name, String... attributes) {
    Map<String, String> texts =
        Stream.of(attributes)
            .map(attribute -> attribute.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    TaskDefinition definition =
        TaskDefinition.of(
                name,
                TaskAttributes.defaults("UTC").overriddenBy(Source.ANNOTATION, texts),
                Mode.POOLED,
                new ArrayList<>())
            .orElseThrow();
    return new Vitals.OfTask(
        new ScheduledDefinition(definition, Schedule.never()),
        Optional.empty(),
        0,
        0,
        "ACTIVE",
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void whoeverStartsTasksOnSeveralNodesSaysSo() {
    List<Vitals.OfTask> tasks =
        List.of(
            task("by-cron", "cron=@daily"),
            task("by-hand"),
            task("first", "at-startup=true"),
            task("off", "every=PT1M", "enabled=false"),
            task("said", "every=PT1M", "scope=EVERY_NODE"),
            task("once", "every=PT1M", "scope=ONCE_PER_CLUSTER"));

    assertThat(ClusterWatch.unsaid(List.of(LIVES, DIED, STOPPED), tasks)).isEmpty();
    assertThat(ClusterWatch.unsaid(List.of(LIVES, DRAINS), tasks.subList(3, 6))).isEmpty();
    assertThat(ClusterWatch.unsaid(List.of(LIVES, DRAINS), tasks))
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("there are 2 nodes, and each of them runs by-cron, first: "));
  }

  @Test
  void ofManyTasksTheFirstAreNamed() {
    List<Vitals.OfTask> tasks =
        IntStream.range(10, 25).mapToObj(i -> task("t" + i, "every=PT1M")).toList();

    assertThat(ClusterWatch.unsaid(List.of(LIVES, DRAINS), tasks))
        .hasValueSatisfying(
            text -> assertThat(text).contains("t18, t19 and 5 more: ").doesNotContain("t20"));
  }
}
