package dev.groundcrew.engine;

import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import java.util.Optional;

/**
 * A task as the engine holds it. What it is may change while it lives. Safe for use by several
 * threads.
 */
final class Task {
  private final String name;
  private volatile Declaration declared;
  private volatile InForce inForce;

  /** One value, so that nobody sees the one changed and the other not. */
  private record InForce(TaskDefinition definition, Schedule schedule) {}

  Task(Declaration declared) {
    this.name = declared.definition().name();
    declare(declared);
  }

  /**
   * A task as code and configuration have it.
   *
   * @param definition what it is
   * @param schedule when it is due; counted from the epoch if it has a fixed rate
   * @param body its code
   * @param type the task type that it was made of; empty for an annotated method
   */
  Task(TaskDefinition definition, Schedule schedule, TaskBody body, Optional<String> type) {
    this(Declaration.of(definition, schedule, body, type));
  }

  String name() {
    return name;
  }

  /** What it is now. */
  TaskDefinition definition() {
    return inForce.definition;
  }

  /** When it is due; counted from the epoch if it has a fixed rate. */
  Schedule schedule() {
    return inForce.schedule;
  }

  /** What it is by the word of whoever made it. */
  Declaration declared() {
    return declared;
  }

  TaskBody body() {
    return declared.body();
  }

  /** The task type that it was made of; empty for an annotated method. */
  Optional<String> type() {
    return declared.type();
  }

  /** Whether anything but a person starts it. */
  boolean startsByItself() {
    return definition().enabled() && declared.problem().isEmpty();
  }

  /** Replaces when it is due; {@link Schedules} then moves its next due time. */
  void become(TaskDefinition definition, Schedule schedule) {
    inForce = new InForce(definition, schedule);
  }

  /** Puts back in force what whoever made it says. */
  void becomeAsDeclared() {
    Declaration now = declared;
    inForce = new InForce(now.definition(), now.schedule());
  }

  /** Whoever made it says something else now. */
  void declare(Declaration other) {
    declared = other;
    becomeAsDeclared();
  }

  /** A rehearsal has said what the task would destroy. */
  void rehearsed(Declaration.Confirmation confirmation) {
    declared = declared.with(confirmation);
  }

  /** Whether it lives with the application, so that it is started again when it fails. */
  boolean livesWithTheApplication() {
    TaskDefinition now = definition();
    return now.mode() == Mode.DEDICATED && now.timing().atStartup() && !now.timing().isScheduled();
  }
}
