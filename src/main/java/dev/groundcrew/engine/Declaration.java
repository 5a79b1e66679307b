package dev.groundcrew.engine;

import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A task as whoever made it has it: code, configuration, or a person over REST. Immutable.
 *
 * @param scheduled what it is and when it is due; counted from the epoch if it has a fixed rate
 * @param body its code
 * @param maker who made it
 * @param type the task type that it was made of; empty for an annotated method
 * @param parameters what the type was told, as people may see it
 * @param version of what is stored; 0 if it is not stored
 * @param problem why it cannot run, in words; empty if it can
 * @param confirmation what must be confirmed before it destroys anything; empty if it destroys
 *     nothing
 */
public record Declaration(
    ScheduledDefinition scheduled,
    TaskBody body,
    Maker maker,
    Optional<String> type,
    Map<String, Object> parameters,
    long version,
    Optional<String> problem,
    Optional<Confirmation> confirmation) {
  /** Who makes tasks. */
  public enum Maker {
    /** An annotated method. */
    CODE,
    /** MicroProfile Config. */
    CONFIG,
    /** A person. */
    REST
  }

  /**
   * What stands between a task and what it destroys.
   *
   * @param confirmed whether a person has confirmed it
   * @param rehearsal what would be destroyed, as the last rehearsal said; empty if there was none
   */
  public record Confirmation(boolean confirmed, Optional<String> rehearsal) {}

  public Declaration {
    Objects.requireNonNull(scheduled, "scheduled");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(maker, "maker");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(confirmation, "confirmation");
  }

  /** Of an annotated method or of configuration. */
  static Declaration of(ScheduledDefinition scheduled, TaskBody body, Optional<String> type) {
    return new Declaration(
        scheduled,
        body,
        type.isPresent() ? Maker.CONFIG : Maker.CODE,
        type,
        Map.of(),
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** What it is. */
  public TaskDefinition definition() {
    return scheduled.definition();
  }

  Declaration with(Confirmation other) {
    return new Declaration(
        scheduled, body, maker, type, parameters, version, problem, Optional.of(other));
  }
}
