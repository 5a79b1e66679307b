package dev.groundcrew.task;

import java.util.List;

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
}
