package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.execution.TestTimer;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

  private final TestTimer timer = new TestTimer();
  private final List<Instant> ticks = new ArrayList<>();
  private final Set<String> busy = new HashSet<>();
  private Instant now = START;
  private final Timetable timetable = new Timetable(timer, () -> now, tick -> ticks.add(tick.at()));
  private final Schedules schedules = new Schedules(timetable, () -> now, busy::contains);

  /** A task, told by pairs such as {@code every=PT10S}. */
  static Task task(String... attributes) {
    TaskAttributes layered =
        TaskAttributes.defaults("UTC").overriddenBy(Source.ANNOTATION, texts(attributes));
    var faults = new ArrayList<AttributeFault>();
    ScheduledDefinition scheduled =
        ScheduledDefinition.of("a", layered, Mode.POOLED, ScheduledDefinition.ANCHOR, faults)
            .orElseThrow();
    return new Task(scheduled, context -> null, Optional.empty());
  }

  static Map<String, String> texts(String... attributes) {
    var texts = new java.util.TreeMap<String, String>();
    for (String attribute : attributes) {
      texts.put(attribute.split("=", 2)[0], attribute.split("=", 2)[1]);
    }
    return texts;
  }

  private void change(Task task, String... attributes) {
    var faults = new ArrayList<AttributeFault>();
    task.become(
        task.declared()
            .scheduled()
            .overriddenBy(Source.REST, texts(attributes), faults)
            .orElseThrow());
    schedules.changed(task, now);
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      timer.pass(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "every=PT10S, 4",
    "cron=0/10 * * * * *, 10",
    "delay=PT10S, 4",
    "at=2026-11-24T03:00:07Z, 7"
  })
  void aTaskThatBeginsIsDueByItsSchedule(String attribute, int seconds) {
    schedules.begin(task(attribute), START.plusSeconds(4));
    pass(12);

    assertThat(ticks).containsExactly(START.plusSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"every=PT10S, 14", "cron=0/10 * * * * *, 10"})
  void aRunAtStartUpIsTheFirstOfARate(String attribute, int seconds) {
    schedules.begin(task(attribute, "at-startup=true"), START.plusSeconds(4));
    pass(18);

    assertThat(ticks).containsExactly(START.plusSeconds(seconds));
  }

  @Test
  void aTaskByHandIsNeverDue() {
    schedules.begin(task("owner=ops"), START);
    pass(100);

    assertThat(ticks).isEmpty();
    assertThat(timetable.next("a")).isEmpty();
  }

  @Test
  void narrowedRatesKeepTheirWindow() {
    schedules.begin(
        task("every=PT10S", "from=2026-11-24T03:00:15Z", "until=2026-11-24T03:00:35Z"), START);
    pass(60);

    assertThat(ticks).containsExactly(START.plusSeconds(20), START.plusSeconds(30));
  }

  @Test
  void aChangeCountsFromNowAndStartsNothingByItself() {
    Task task = task("every=PT10S");
    schedules.begin(task, START);
    pass(1);
    ticks.clear();

    change(task, "every=PT3S");
    assertThat(timetable.next("a")).contains(START.plusSeconds(4));
    pass(6);

    assertThat(ticks).containsExactly(START.plusSeconds(4), START.plusSeconds(7));
  }

  @Test
  void aChangeToNothingEndsTheSeriesAndABackwardOneBringsItBack() {
    Task task = task("cron=0/10 * * * * *");
    schedules.begin(task, START);
    change(task, "cron=");
    pass(30);
    assertThat(ticks).isEmpty();

    task.becomeAsDeclared();
    schedules.changed(task, now);
    pass(10);

    assertThat(ticks).containsExactly(START.plusSeconds(40));
  }

  @Test
  void aTaskThatDoesNotStartByItselfIsNotDueAfterAChangeEither() {
    Task task = task("cron=0/10 * * * * *");
    change(task, "every=PT1S");
    pass(30);

    assertThat(ticks).isEmpty();
    assertThat(schedules.ahead(task)).isEmpty();
  }

  @Test
  void aDelayCountsFromTheEndOfTheRunThatIsUnderWay() {
    Task task = task("every=PT10S");
    schedules.begin(task, START);
    busy.add("a");
    change(task, "delay=PT5S");
    pass(30);
    assertThat(timetable.next("a")).isEmpty();

    busy.clear();
    timetable.put(task, task.schedule(), now.plusSeconds(5));
    pass(5);

    assertThat(ticks).containsExactly(START.plusSeconds(35));
  }

  @Test
  void theEndOfARunThatStillKnowsTheOldDelayDoesNotBringItBack() {
    Task task = task("delay=PT5S");
    schedules.begin(task, START.plusSeconds(5));
    Schedule old = task.schedule();
    change(task, "cron=0 * * * * *");

    timetable.put(task, old, now.plusSeconds(2));
    pass(60);

    assertThat(ticks).containsExactly(START.plusSeconds(60));
  }

  @Test
  void theEndOfARunThatStillKnowsAnOldDelayCountsByTheNewOne() {
    Task task = task("delay=PT5S");
    schedules.begin(task, START.plusSeconds(5));
    Schedule old = task.schedule();
    busy.add("a");
    change(task, "delay=PT20S");

    timetable.put(task, old, now.plusSeconds(5));
    pass(20);

    assertThat(ticks).containsExactly(START.plusSeconds(20));
  }
}
