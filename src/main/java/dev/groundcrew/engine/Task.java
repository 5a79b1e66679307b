package dev.groundcrew.engine;

import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import java.util.Optional;

/**
 * A task as the engine holds it.
 *
 * @param definition what it is
 * @param schedule when it is due; counted from the epoch if it has a fixed rate
 * @param body its code
 * @param type the task type that it was made of; empty for an annotated method
 */
record Task(TaskDefinition definition, Schedule schedule, TaskBody body, Optional<String> type) {
  String name() {
    return definition.name();
  }

  /** Whether it lives with the application, so that it is started again when it fails. */
  boolean livesWithTheApplication() {
    return definition.mode() == Mode.DEDICATED
        && definition.timing().atStartup()
        && !definition.timing().recurs();
  }
}
