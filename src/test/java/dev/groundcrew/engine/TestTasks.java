package dev.groundcrew.engine;

import dev.groundcrew.execution.TestTimer;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks made of attributes, as annotations and settings make them, and what holds them. */
public final class TestTasks {
  private TestTasks() {}

  /** A POOLED task that does nothing. */
  public static Task task(String name, Map<String, String> attributes) {
    return task(name, attributes, context -> null);
  }

  /** A POOLED task. */
  public static Task task(String name, Map<String, String> attributes, TaskBody body) {
    var faults = new ArrayList<AttributeFault>();
    ScheduledDefinition scheduled =
        ScheduledDefinition.of(
                name,
                TaskAttributes.defaults("UTC").overriddenBy(Source.ANNOTATION, attributes),
                Mode.POOLED,
                ScheduledDefinition.ANCHOR,
                faults)
            .orElseThrow(() -> new IllegalArgumentException(faults.toString()));
    return new Task(scheduled, body, Optional.empty());
  }

  public static Catalogue catalogue(Task... tasks) {
    return new Catalogue(List.of(tasks));
  }

  /** Schedules of a node on which it is always the same time and nothing runs. */
  public static Schedules schedules(Instant now) {
    var timetable = new Timetable(new TestTimer(), () -> now, tick -> {});
    return new Schedules(timetable, () -> now, name -> false);
  }
}
