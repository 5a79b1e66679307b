package dev.groundcrew.watch;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule 3 of the package. */
class OverdueTest {
  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
  private static final Schedule EVERY_MINUTE = Schedule.every(Duration.ofMinutes(1), START);

  private Optional<String> closed = Optional.empty();
  private final Overdue overdue = new Overdue(Duration.ofSeconds(30));

  private Vitals.OfTask task(
      Map<String, String> texts, Optional<Instant> due, int running, long waiting) {
    TaskDefinition definition =
        TaskDefinition.of(
                "purge",
                TaskAttributes.defaults("UTC").overriddenBy(Source.ANNOTATION, texts),
                Mode.POOLED,
                new ArrayList<>())
            .orElseThrow();
    return new Vitals.OfTask(
        new ScheduledDefinition(definition, EVERY_MINUTE),
        due,
        running,
        waiting,
        "ACTIVE",
        closed,
        Optional.empty());
  }

  private Vitals.OfTask due(Instant due) {
    return task(Map.of("every", "PT1M"), Optional.of(due), 0, 0);
  }

  private Optional<String> look(Vitals.OfTask task, long seconds) {
    return overdue.look(task, START.plusSeconds(seconds));
  }

  @Test
  void aTaskThatIsDueLaterIsWell() {
    assertThat(look(due(START.plusSeconds(500)), 0)).isEmpty();
    assertThat(look(due(START.plusSeconds(500)), 499)).isEmpty();
  }

  @Test
  void aDueTimeThatPassedByMoreThanTheToleranceIsNamed() {
    assertThat(look(due(START), 29)).isEmpty();
    assertThat(look(due(START), 30)).isEmpty();
    assertThat(look(due(START), 31)).contains("was due at 2026-11-24T03:00:00Z and has not begun");
  }

  @Test
  void oneLookIsNotEnough() {
    assertThat(look(due(START), 3_600)).isEmpty();
    assertThat(look(due(START), 3_601)).isPresent();
  }

  @Test
  void itIsWellAgainOnceTheScheduleGoesOn() {
    assertThat(look(due(START), 100)).isEmpty();
    assertThat(look(due(START), 101)).isPresent();
    assertThat(look(due(START.plusSeconds(160)), 102)).isEmpty();
    assertThat(look(due(START), 103)).as("seen anew").isEmpty();
  }

  @Test
  void aRunThatWaitsForASlotTooLongIsNamed() {
    Vitals.OfTask waits = task(Map.of("every", "PT1M"), Optional.of(START.plusSeconds(60)), 0, 1);
    Vitals.OfTask runs = task(Map.of("every", "PT1M"), Optional.of(START.plusSeconds(60)), 1, 1);

    assertThat(look(waits, 0)).isEmpty();
    assertThat(look(waits, 30)).isEmpty();
    assertThat(look(waits, 31)).contains("waits for a slot and nothing of it runs");
    assertThat(look(runs, 32)).isEmpty();
  }

  @Test
  void aRunOfAStoppedTaskMayWait() {
    closed = Optional.of("quarantined: three nodes died");
    Vitals.OfTask waits =
        task(Map.of("every", "PT1M"), Optional.of(START.plusSeconds(6_000)), 0, 1);
    for (int seconds = 0; seconds < 1_000; seconds += 100) {
      assertThat(look(waits, seconds)).isEmpty();
    }
  }

  @Test
  void aScheduleWithoutANextRunIsNamed() {
    Vitals.OfTask lost = task(Map.of("delay", "PT1M"), Optional.empty(), 0, 0);
    Vitals.OfTask runs = task(Map.of("delay", "PT1M"), Optional.empty(), 1, 0);

    assertThat(look(lost, 0)).isEmpty();
    assertThat(look(lost, 31)).contains("has a schedule, but no next run");
    assertThat(look(runs, 32)).isEmpty();
  }

  @Test
  void aTaskThatDoesNotStartByItselfIsLeftAlone() {
    Vitals.OfTask disabled =
        task(Map.of("every", "PT1M", "enabled", "false"), Optional.empty(), 0, 0);
    Vitals.OfTask byHand = task(Map.of(), Optional.empty(), 0, 0);
    for (int seconds = 0; seconds < 1_000; seconds += 100) {
      assertThat(look(disabled, seconds)).isEmpty();
      assertThat(look(byHand, seconds)).isEmpty();
    }
  }
}
