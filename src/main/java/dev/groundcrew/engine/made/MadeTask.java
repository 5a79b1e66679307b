package dev.groundcrew.engine.made;

import java.util.Map;
import java.util.Objects;

/**
 * What somebody who makes a task of a type says about it.
 *
 * @param type the task type
 * @param attributes by name, when it is due included
 * @param parameters what the type is told, by name
 */
record MadeTask(String type, Map<String, String> attributes, Map<String, String> parameters) {
  MadeTask {
    Objects.requireNonNull(type, "type");
    attributes = Map.copyOf(attributes);
    parameters = Map.copyOf(parameters);
  }

  /** Whether both do the same, whenever and under whatever name for people. */
  boolean doesTheSameAs(MadeTask other) {
    return type.equals(other.type) && parameters.equals(other.parameters);
  }
}
