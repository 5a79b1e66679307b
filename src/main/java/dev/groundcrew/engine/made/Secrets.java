package dev.groundcrew.engine.made;

import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.TaskType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The secret parameters of a task type, which come back masked.
 *
 * @param names of the parameters
 */
record Secrets(List<String> names) {
  static final String STILL_MASKED = "is masked: give the secret itself";

  static Secrets of(TaskMaker maker, String type) {
    return new Secrets(
        maker.type(type).map(TaskType::parameters).orElse(List.of()).stream()
            .filter(parameter -> parameter.kind() == Parameter.Kind.SECRET)
            .map(Parameter::name)
            .toList());
  }

  boolean anyMasked(MadeTask made) {
    return names.stream().anyMatch(name -> isMasked(made.parameters(), name));
  }

  private static boolean isMasked(Map<String, String> parameters, String name) {
    return ParameterFields.MASK.equals(parameters.get(name));
  }

  /**
   * A task with the secrets that it has already, in the place of masks.
   *
   * @param known the task as it is stored
   * @param unknown hears of each masked parameter for which nothing is stored
   */
  MadeTask unmasked(MadeTask made, Optional<MadeTask> known, Consumer<String> unknown) {
    Map<String, String> parameters = new HashMap<>(made.parameters());
    Map<String, String> stored = stored(made, known);
    for (String name : names) {
      if (isMasked(parameters, name)) {
        if (stored.containsKey(name)) {
          parameters.put(name, stored.get(name));
        } else {
          unknown.accept(name);
        }
      }
    }
    return new MadeTask(made.type(), made.attributes(), parameters);
  }

  /** A task with the secrets that it has already, where it names none. */
  MadeTask kept(MadeTask made, Optional<MadeTask> known) {
    Map<String, String> parameters = new HashMap<>(made.parameters());
    Map<String, String> stored = stored(made, known);
    for (String name : names) {
      if (stored.containsKey(name)) {
        parameters.putIfAbsent(name, stored.get(name));
      }
    }
    return new MadeTask(made.type(), made.attributes(), parameters);
  }

  /** A secret of another type is another secret. */
  private static Map<String, String> stored(MadeTask made, Optional<MadeTask> known) {
    return known
        .filter(task -> task.type().equals(made.type()))
        .map(MadeTask::parameters)
        .orElse(Map.of());
  }
}
