package dev.groundcrew.engine.made;

import dev.groundcrew.task.TaskType;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * A type that tasks can be made of.
 *
 * @param name its name
 * @param description what its tasks do
 * @param mode how they hold threads if they do not say
 * @param parameters a JSON Schema of what a task can be told
 */
@JsonbPropertyOrder({"name", "description", "mode", "parameters"})
public record TaskTypeView(String name, String description, String mode, JsonObject parameters) {
  static TaskTypeView of(TaskType type) {
    return new TaskTypeView(
        type.name(),
        type.description(),
        type.mode().name(),
        ParameterFields.schema(type.parameters()));
  }
}
