package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.engine.Timetable.Missed;
import dev.groundcrew.engine.Timetable.Tick;
import dev.groundcrew.execution.HeadStart;
import dev.groundcrew.execution.TestTimer;
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
import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

  private final TestTimer timer = new TestTimer();
  private final List<Tick> ticks = new ArrayList<>();
  private Instant now = START;
  private final Timetable timetable = new Timetable(timer, () -> now, ticks::add);

  private static Task task(String name, Schedule schedule) {
    TaskDefinition definition =
        TaskDefinition.of(
                name,
                TaskAttributes.defaults("UTC").overriddenBy(Source.ANNOTATION, Map.of()),
                Mode.POOLED,
                new ArrayList<>())
            .orElseThrow();
    return new Task(
        new ScheduledDefinition(definition, schedule), context -> null, Optional.empty());
  }

  private void put(String name, Schedule schedule) {
    timetable.put(task(name, schedule), schedule, schedule.next(now).orElseThrow());
  }

  private void pass(Duration time) {
    now = now.plus(time);
    timer.pass(time);
  }

  private static Schedule everyTenSeconds() {
    return Schedule.every(Duration.ofSeconds(10), START);
  }

  @Test
  void tellsEachTickAtItsTime() {
    put("a", everyTenSeconds());
    for (int i = 0; i < 30; i++) {
      pass(Duration.ofSeconds(1));
    }

    assertThat(ticks)
        .extracting(Tick::at)
        .containsExactly(START.plusSeconds(10), START.plusSeconds(20), START.plusSeconds(30));
    assertThat(ticks).extracting(Tick::missed).containsOnly(Optional.empty());
    assertThat(timetable.next("a")).contains(START.plusSeconds(40));
  }

  @Test
  void runsTheLastOfTheTicksThatPassedUnnoticedAndCountsTheOthers() {
    put("a", everyTenSeconds());
    pass(Duration.ofSeconds(35));

    assertThat(ticks).hasSize(1);
    assertThat(ticks.get(0).at()).isEqualTo(START.plusSeconds(30));
    assertThat(ticks.get(0).missed())
        .contains(new Missed(2, START.plusSeconds(10), START.plusSeconds(20)));
    assertThat(timetable.next("a")).contains(START.plusSeconds(40));
  }

  @Test
  void makesNoStormOfAClockThatJumpsAhead() {
    put("a", Schedule.every(Duration.ofMillis(10), START));
    pass(Duration.ofDays(30));

    assertThat(ticks).hasSize(1);
    assertThat(ticks.get(0).missed()).isPresent();
  }

  @Test
  void startsAnewWhenTheClockStepsBack() {
    put("a", everyTenSeconds());
    now = now.minus(Duration.ofHours(5));
    timer.pass(Duration.ofSeconds(10));

    assertThat(ticks).isEmpty();
    assertThat(timetable.next("a")).contains(START);
  }

  @Test
  void waitsForTheEndOfARunThatADelayCountsFrom() {
    put("a", Schedule.delay(Duration.ofSeconds(5)));
    pass(Duration.ofSeconds(60));

    assertThat(ticks).extracting(Tick::at).containsExactly(START.plusSeconds(5));
    assertThat(timetable.next("a")).isEmpty();
  }

  @Test
  void movesATaskThatIsPutAgain() {
    put("a", everyTenSeconds());
    put("a", Schedule.once(START.plusSeconds(3)));
    pass(Duration.ofSeconds(60));

    assertThat(ticks).extracting(Tick::at).containsExactly(START.plusSeconds(3));
  }

  @Test
  void tellsAheadOfATickThatItsListenerTakes() {
    var taking =
        new Timetable(
            timer,
            () -> now,
            new Timetable.DueListener() {
              @Override
              public void due(Tick tick) {
                ticks.add(tick);
              }

              @Override
              public boolean takesAhead(Task task) {
                return task.name().equals("taken");
              }
            });
    Instant due = START.plusSeconds(10);
    for (String name : List.of("taken", "busy")) {
      taking.put(task(name, everyTenSeconds()), everyTenSeconds(), due);
    }
    Duration ahead = HeadStart.of(task("any", everyTenSeconds()).definition());
    pass(Duration.ofSeconds(10).minus(ahead).minusMillis(1));
    assertThat(ticks).isEmpty();
    pass(Duration.ofMillis(2));
    assertThat(ticks).extracting(tick -> tick.task().name()).containsExactly("taken");
    assertThat(ticks).extracting(Tick::at).containsExactly(due);
    assertThat(taking.next("taken")).contains(due.plusSeconds(10));
    assertThat(taking.next("busy")).contains(due);
    pass(ahead);
    assertThat(ticks).extracting(tick -> tick.task().name()).containsExactly("taken", "busy");
    pass(Duration.ofSeconds(9));
    assertThat(ticks).hasSize(2);
  }

  @Test
  void tellsTheOtherTicksWhenOneListenerFails() {
    var heard = new ArrayList<String>();
    var failing =
        new Timetable(
            timer,
            () -> now,
            tick -> {
              heard.add(tick.task().name());
              throw new IllegalStateException("made by hand");
            });
    for (String name : List.of("a", "b")) {
      Schedule schedule = everyTenSeconds();
      failing.put(task(name, schedule), schedule, START.plusSeconds(10));
    }
    pass(Duration.ofSeconds(10));

    assertThat(heard).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void isSilentOnceClosed() {
    put("a", everyTenSeconds());
    timetable.close();
    pass(Duration.ofSeconds(60));

    assertThat(ticks).isEmpty();
  }
}
