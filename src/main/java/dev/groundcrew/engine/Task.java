package dev.groundcrew.engine;

import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import java.util.Objects;
import java.util.Optional;

/**
 * A task as the engine holds it: its code stays, its schedule may change while it lives. Safe for
 * use by several threads.
 */
final class Task {
  private final TaskDefinition declared;
  private final Schedule declaredSchedule;
  private final TaskBody body;
  private final Optional<String> type;
  private volatile InForce inForce;

  /** One value, so that nobody sees the one changed and the other not. */
  private record InForce(TaskDefinition definition, Schedule schedule) {}

  /**
   * A task as code and configuration have it.
   *
   * @param definition what it is
   * @param schedule when it is due; counted from the epoch if it has a fixed rate
   * @param body its code
   * @param type the task type that it was made of; empty for an annotated method
   */
  Task(TaskDefinition definition, Schedule schedule, TaskBody body, Optional<String> type) {
    this.declared = definition;
    this.declaredSchedule = schedule;
    this.body = Objects.requireNonNull(body, "body");
    this.type = Objects.requireNonNull(type, "type");
    this.inForce = new InForce(definition, schedule);
  }

  String name() {
    return declared.name();
  }

  /** What it is now. */
  TaskDefinition definition() {
    return inForce.definition;
  }

  /** When it is due; counted from the epoch if it has a fixed rate. */
  Schedule schedule() {
    return inForce.schedule;
  }

  /** What it is by code and configuration. */
  TaskDefinition declared() {
    return declared;
  }

  /** When it is due by code and configuration. */
  Schedule declaredSchedule() {
    return declaredSchedule;
  }

  TaskBody body() {
    return body;
  }

  /** The task type that it was made of; empty for an annotated method. */
  Optional<String> type() {
    return type;
  }

  /** Replaces what is in force; {@link Schedules} then moves its next due time. */
  void become(TaskDefinition definition, Schedule schedule) {
    inForce = new InForce(definition, schedule);
  }

  /** Puts back in force what code and configuration say. */
  void becomeAsDeclared() {
    inForce = new InForce(declared, declaredSchedule);
  }

  /** Whether it lives with the application, so that it is started again when it fails. */
  boolean livesWithTheApplication() {
    TaskDefinition now = definition();
    return now.mode() == Mode.DEDICATED && now.timing().atStartup() && !now.timing().isScheduled();
  }
}
