package dev.groundcrew.engine;

import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What all tasks are made with, whoever makes them: the types that this application has, the
 * attributes where nobody says any, and the scope that code runs in. Immutable.
 */
public final class TaskFactory {
  /** The attribute of faults in the parameters as a whole. */
  public static final String PARAMETERS = "parameters";

  /** Before the names of parameters, as attributes of faults. */
  public static final String PARAMETER = PARAMETERS + "/";

  private final Map<String, TaskType> types = new TreeMap<>();
  private final TaskAttributes defaults;
  private final UnaryOperator<TaskBody> scope;

  /**
   * A factory.
   *
   * @param zone of schedules that name none
   * @param scope wraps each task's code
   * @throws IllegalStateException if two types have one name
   */
  public TaskFactory(List<TaskType> types, String zone, UnaryOperator<TaskBody> scope) {
    for (TaskType type : types) {
      if (this.types.put(type.name(), type) != null) {
        throw new IllegalStateException("Two task types are called " + type.name());
      }
    }
    this.defaults = TaskAttributes.defaults(zone);
    this.scope = scope;
  }

  /** All types by name. */
  public List<TaskType> types() {
    return List.copyOf(types.values());
  }

  /** A type, if this application has it. */
  public Optional<TaskType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** What stands where nobody sets anything. */
  public TaskAttributes defaults() {
    return defaults;
  }

  /** Code with the scope around it that all tasks have. */
  public TaskBody scoped(TaskBody body) {
    return scope.apply(body);
  }

  /** Makes the code of a task of a type. */
  @FunctionalInterface
  public interface Code {
    /**
     * The code.
     *
     * @throws IllegalArgumentException if the parameters do not fit each other, with the mend
     */
    TaskBody of(TaskType type, Parameters parameters);
  }

  /**
   * A task of a type.
   *
   * @param type of which it is
   * @param scheduled what it is and when it is due
   * @param body its code, in its scope
   */
  public record Typed(TaskType type, ScheduledDefinition scheduled, TaskBody body) {}

  /**
   * Makes a task of a type.
   *
   * @param source who says the attributes
   * @param parameters what the type is told, by name
   * @param code makes the code
   * @param faults collects every fault: {@code type}, {@link #PARAMETERS}, {@link #PARAMETER} and a
   *     parameter's name, or an attribute; each with its mend
   * @return empty if there was a fault
   */
  public Optional<Typed> ofType(
      String name,
      String typeName,
      Source source,
      Map<String, String> attributes,
      Map<String, String> parameters,
      Code code,
      List<AttributeFault> faults) {
    TaskType type = types.get(typeName);
    if (type == null) {
      String known = String.join(", ", types.keySet());
      faults.add(new AttributeFault("type", "'" + typeName + "' must be one of " + known));
      return Optional.empty();
    }
    Optional<TaskBody> body = body(type, parameters, code, faults);
    Optional<ScheduledDefinition> scheduled =
        ScheduledDefinition.of(
            name,
            defaults.overriddenBy(source, attributes),
            type.mode(),
            ScheduledDefinition.ANCHOR,
            faults);
    return body.flatMap(made -> scheduled.map(sound -> new Typed(type, sound, scoped(made))));
  }

  private static Optional<TaskBody> body(
      TaskType type, Map<String, String> texts, Code code, List<AttributeFault> faults) {
    try {
      return Optional.of(code.of(type, Parameters.of(type.parameters(), texts)));
    } catch (InvalidParameters e) {
      e.faults().forEach((name, mend) -> faults.add(new AttributeFault(PARAMETER + name, mend)));
    } catch (IllegalArgumentException e) {
      faults.add(new AttributeFault(PARAMETERS, e.getMessage()));
    }
    return Optional.empty();
  }
}
