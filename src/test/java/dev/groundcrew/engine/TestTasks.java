package dev.groundcrew.engine;

import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
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

/** Tasks made of attributes, as annotations and settings make them. */
final class TestTasks {
  private TestTasks() {}

  /** A POOLED task that does nothing. */
  static Task task(String name, Map<String, String> attributes) {
    var faults = new ArrayList<AttributeFault>();
    TaskDefinition definition =
        TaskDefinition.of(
                name,
                TaskAttributes.defaults("UTC").overriddenBy(Source.ANNOTATION, attributes),
                Mode.POOLED,
                faults)
            .orElseThrow(() -> new IllegalArgumentException(faults.toString()));
    Optional<Duration> every = definition.timing().every();
    Schedule schedule =
        every.map(period -> Schedule.every(period, Instant.EPOCH)).orElseGet(Schedule::never);
    return new Task(new ScheduledDefinition(definition, schedule), context -> null, Optional.empty());
  }

  static Catalogue catalogue(Task... tasks) {
    return new Catalogue(List.of(tasks));
  }
}
