package dev.groundcrew.task;

import java.util.List;
import java.util.Optional;

/**
 * A kind of task that ships as code and from which operators make tasks, each with its own
 * parameters: {@code groundcrew.task.<name>.type=fetch}. A CDI bean that implements it is enough.
 */
public interface TaskType {
  /** The type's name, such as {@code fetch}; same format as a task's name. */
  String name();

  /** What tasks of this type do, for people. */
  String description();

  /** What a task of this type can be told. */
  List<Parameter> parameters();

  /** The mode of tasks of this type that name none. */
  Mode mode();

  /**
   * Makes the code of one task.
   *
   * @param task the task's name
   * @param parameters checked against {@link #parameters()}: all required ones are there, none is
   *     unknown, each has its kind and range
   * @throws IllegalArgumentException if the parameters contradict each other; the message names
   *     them
   */
  TaskBody create(String task, Parameters parameters);

  /**
   * For types that destroy something: the code that a task made over REST runs until a person has
   * confirmed it. Its result says what would be destroyed; it destroys nothing itself. Empty, the
   * default, if tasks of this type with these parameters destroy nothing.
   */
  default Optional<TaskBody> rehearsal(String task, Parameters parameters) {
    return Optional.empty();
  }
}
