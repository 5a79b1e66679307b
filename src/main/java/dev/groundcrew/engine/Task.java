package dev.groundcrew.engine;

import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.PublishesData;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A task as the engine holds it. What it is may change while it lives. Safe for use by several
 * threads.
 */
public final class Task {
  private static final int MOST_PARAMETER_BYTES = 65_536;

  private final String name;
  private volatile Declaration declared;
  private volatile ScheduledDefinition inForce;

  /** A task as whoever made it has it. */
  public Task(Declaration declared) {
    this.name = declared.definition().name();
    declare(declared);
  }

  /**
   * A task as code and configuration have it.
   *
   * @param scheduled what it is and when it is due; counted from the epoch if it has a fixed rate
   * @param body its code
   * @param type the task type that it was made of; empty for an annotated method
   */
  public Task(ScheduledDefinition scheduled, TaskBody body, Optional<String> type) {
    this(Declaration.of(scheduled, body, type));
  }

  /** Its name, which never changes. */
  public String name() {
    return name;
  }

  /** What it is now. */
  public TaskDefinition definition() {
    return inForce.definition();
  }

  /** When it is due; counted from the epoch if it has a fixed rate. */
  public Schedule schedule() {
    return inForce.schedule();
  }

  /** What it is and when it is due now, as one. */
  public ScheduledDefinition scheduled() {
    return inForce;
  }

  /** What it is by the word of whoever made it. */
  public Declaration declared() {
    return declared;
  }

  /** Its code. */
  public TaskBody body() {
    return declared.body();
  }

  /** Its code, if that publishes data. */
  public Optional<PublishesData> publisher() {
    return InRequestScope.publisher(body());
  }

  /**
   * Whether its code takes parameters.
   *
   * @param parameters a JSON object
   * @throws InvalidParameters if it does not, or they are too large
   */
  public void checkParameters(Optional<String> parameters) {
    boolean tooLarge =
        parameters
            .filter(json -> json.getBytes(StandardCharsets.UTF_8).length > MOST_PARAMETER_BYTES)
            .isPresent();
    if (tooLarge) {
      throw new InvalidParameters(
          Map.of("", "are too large: at most " + MOST_PARAMETER_BYTES + " bytes"));
    }
    body().check(parameters);
  }

  /** The task type that it was made of; empty for an annotated method. */
  public Optional<String> type() {
    return declared.type();
  }

  /** Whether anything but a person starts it. */
  public boolean startsByItself() {
    return definition().enabled() && declared.problem().isEmpty();
  }

  /** Replaces when it is due; {@link Schedules} then moves its next due time. */
  public void become(ScheduledDefinition changed) {
    inForce = changed;
  }

  /** Puts back in force what whoever made it says. */
  public void becomeAsDeclared() {
    inForce = declared.scheduled();
  }

  /** Whoever made it says something else now. */
  public void declare(Declaration other) {
    declared = other;
    becomeAsDeclared();
  }

  /** A rehearsal has said what the task would destroy. */
  public void rehearsed(Declaration.Confirmation confirmation) {
    declared = declared.with(confirmation);
  }

  /**
   * How much of a task is under way on this node.
   *
   * @param running runs with a slot
   * @param waiting runs without one yet
   */
  public record Load(int running, long waiting) {}

  /** Whether it lives with the application, so that it is started again when it fails. */
  boolean livesWithTheApplication() {
    TaskDefinition now = definition();
    return now.mode() == Mode.DEDICATED && now.timing().atStartup() && !now.timing().isScheduled();
  }
}
