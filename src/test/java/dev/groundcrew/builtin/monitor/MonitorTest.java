package dev.groundcrew.builtin.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.builtin.ThresholdCrossed;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.task.FakeTaskContext;
import dev.groundcrew.task.TaskData;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class MonitorTest {
  private static TestDatabase memory;

  private final List<ThresholdCrossed> crossings = new ArrayList<>();
  private final FakeTaskContext context = FakeTaskContext.proceeding();
  private Instant now = Instant.parse("2026-11-24T03:00:00Z");
  private double heap = 50;
  private double disk = 50;
  private final Monitor monitor = monitor("north", crossings::add);

  private Monitor monitor(String node, Consumer<ThresholdCrossed> listener) {
    return new Monitor(
        "monitor",
        node,
        () -> new Sample(now, Map.of("heap-percent", heap, "disk-free-percent", disk)),
        new Series(3),
        List.of(
            Threshold.most("max-heap", "heap-percent", 90, 2),
            Threshold.least("min-disk-free", "disk-free-percent", 5, 2),
            Threshold.most("max-cpu", "process-cpu-percent", 90, 2),
            Threshold.most("off", "heap-percent", 0, 2)),
        memory.database(),
        listener);
  }

  @BeforeAll
  static void open() {
    memory = TestDatabase.Kind.H2.migrated();
  }

  @AfterEach
  void clear() {
    memory.clear();
  }

  @AfterAll
  static void close() {
    memory.close();
  }

  private String sample(double heapPercent) {
    heap = heapPercent;
    String message = (String) monitor.run(context);
    now = now.plusSeconds(20);
    return message;
  }

  private void sampleAt(String time, double heapPercent) {
    now = Instant.parse("2026-11-24T" + time + "Z");
    sample(heapPercent);
  }

  @Test
  void raisesAProblemOnceAndClearsItOnceAfterSomeGoodSamples() {
    sample(91);
    sample(95);
    sample(50);
    sample(92);
    sample(50);
    assertThat(crossings).extracting(ThresholdCrossed::raised).containsExactly(true);

    sample(50);
    sample(50);
    assertThat(crossings).extracting(ThresholdCrossed::raised).containsExactly(true, false);
    assertThat(crossings).extracting(ThresholdCrossed::metric).containsOnly("max-heap");
  }

  @Test
  void raisesAProblemForAValueThatIsTooSmall() {
    disk = 4.9;
    sample(50);

    assertThat(crossings).extracting(ThresholdCrossed::metric).containsExactly("min-disk-free");
    assertThat(context.logLines()).containsExactly("min-disk-free exceeded: 4.9, limit 5");
  }

  @Test
  void keepsABoundedSeriesTheNewestLast() {
    for (int i = 1; i <= 5; i++) {
      sample(i);
    }

    TaskData data = monitor.newest().orElseThrow();
    JsonArray samples =
        Json.createReader(new ByteArrayInputStream(data.body()))
            .readObject()
            .getJsonArray("samples");
    assertThat(samples.getValuesAs(value -> value.asJsonObject().getInt("heap-percent")))
        .containsExactly(3, 4, 5);
    assertThat(monitor.newest().orElseThrow().etag()).isEqualTo(data.etag());
    sample(6);
    assertThat(monitor.newest().orElseThrow().etag()).isNotEqualTo(data.etag());
  }

  @Test
  void hasNoDataBeforeTheFirstSample() {
    assertThat(monitor.newest()).isEmpty();
  }

  @Test
  void rollsFinishedMinutesUp() {
    sample(10);
    sample(20);
    sample(60);
    assertThat(memory.number("select count(*) as n from groundcrew_monitor_minute")).isZero();
    sample(99);

    String of = " as n from groundcrew_monitor_minute where metric = 'heap-percent'";
    assertThat(memory.number("select least" + of)).isEqualTo(10);
    assertThat(memory.number("select average" + of)).isEqualTo(30);
    assertThat(memory.number("select most" + of)).isEqualTo(60);
    assertThat(memory.number("select samples" + of)).isEqualTo(3);
  }

  @Test
  void forgetsMinutesAfterThirtyDays() {
    sample(10);
    now = now.plusSeconds(60);
    sample(10);
    now = now.plus(Duration.ofDays(31));
    sample(10);
    now = now.plusSeconds(60);
    sample(10);

    assertThat(
            memory.number("select count(distinct minute_at) as n from groundcrew_monitor_minute"))
        .isEqualTo(1);
  }

  @Test
  void keepsMinutesWhileTheDatabaseIsAwayAndSaysWhatItLost() {
    memory.away(true);
    String message = "";
    for (int i = 0; i < 65; i++) {
      message = sample(10);
      now = now.plusSeconds(40);
    }
    assertThat(message).contains("4 minutes lost");

    memory.away(false);
    sample(10);
    assertThat(
            memory.number("select count(distinct minute_at) as n from groundcrew_monitor_minute"))
        .isEqualTo(60);
  }

  @Test
  void saysItsLossesUntilTheDatabaseIsBackAndNoLonger() {
    memory.away(true);
    for (int i = 0; i < 65; i++) {
      sample(10);
      now = now.plusSeconds(40);
    }
    memory.away(false);

    assertThat(sample(10)).isEqualTo("heap 10 %; 5 minutes lost, not stored in time");
    now = now.plusSeconds(60);
    assertThat(sample(10)).isEqualTo("heap 10 %");
  }

  @Test
  void eachNodeKeepsItsOwnMinutes() {
    Monitor south = monitor("south", crossings::add);
    heap = 80;
    south.run(context);
    sample(10);
    now = now.plusSeconds(60);
    heap = 80;
    south.run(context);
    sample(10);

    String heapAt =
        "select average as n from groundcrew_monitor_minute where metric = 'heap-percent' and node"
            + " = ?";
    assertThat(memory.number(heapAt, "north")).isEqualTo(10);
    assertThat(memory.number(heapAt, "south")).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void samplesOfAClockThatWasSetBackJoinTheirMinute(boolean away) {
    memory.away(away);
    sampleAt("03:00:50", 10);
    sampleAt("03:01:05", 70);
    sampleAt("03:00:55", 40);
    sampleAt("03:01:10", 70);
    memory.away(false);
    sampleAt("03:02:00", 99);

    String of =
        " as n from groundcrew_monitor_minute where metric = 'heap-percent' and minute_at ="
            + " '2026-11-24T03:00:00Z'";
    assertThat(memory.number("select least" + of)).isEqualTo(10);
    assertThat(memory.number("select average" + of)).isEqualTo(25);
    assertThat(memory.number("select most" + of)).isEqualTo(40);
    assertThat(memory.number("select samples" + of)).isEqualTo(2);
    assertThat(
            memory.number("select count(distinct minute_at) as n from groundcrew_monitor_minute"))
        .isEqualTo(2);
  }

  @Test
  void otherBytesHaveAnotherEtagEvenWithinOneMillisecond() {
    for (int i = 1; i <= 3; i++) {
      sampleAt("03:00:00", i);
    }
    String before = monitor.newest().orElseThrow().etag();
    sampleAt("03:00:00", 4);

    assertThat(monitor.newest().orElseThrow().etag()).isNotEqualTo(before);
  }

  @Test
  void tellsAgainWhatAListenerFailedToHear() {
    var heard = new ArrayList<ThresholdCrossed>();
    var fails = new AtomicBoolean(true);
    Monitor unheard =
        monitor(
            "north",
            crossed -> {
              if (fails.getAndSet(false)) {
                throw new IllegalStateException("an observer failed");
              }
              heard.add(crossed);
            });
    heap = 95;
    assertThatThrownBy(() -> unheard.run(context)).hasMessage("an observer failed");

    unheard.run(context);
    unheard.run(context);
    assertThat(heard).extracting(ThresholdCrossed::raised).containsExactly(true);
  }

  @Test
  void readsThisMachine() {
    Sample sample =
        new Sampler(() -> now, Path.of("").toAbsolutePath(), () -> Map.of("pool-active", 1.0))
            .get();

    assertThat(sample.values())
        .containsKeys("heap-used-bytes", "threads", "disk-free-bytes", "pool-active");
    assertThat(sample.value("threads").orElseThrow()).isPositive();
    assertThat(sample.value("disk-free-percent").orElseThrow()).isBetween(0.0, 100.0);
  }
}
