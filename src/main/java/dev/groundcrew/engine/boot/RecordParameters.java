package dev.groundcrew.engine.boot;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.task.InvalidParameters;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads a task's parameters record from JSON, component by component, so that a fault names its
 * field. Stricter than JSON-B: a field that is missing or unknown is a fault, since it means that
 * the run was made for other code than this. Immutable.
 */
final class RecordParameters {
  private final Class<?> type;
  private final RecordComponent[] components;
  private final Jsonb jsonb;

  /**
   * @param type a record
   */
  RecordParameters(Class<?> type, Jsonb jsonb) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.jsonb = jsonb;
  }

  /**
   * The record of a JSON object.
   *
   * @throws InvalidParameters by field, what is wrong
   */
  Object read(Optional<String> json) {
    JsonObject object = object(json.orElse("{}"));
    var faults = new TreeMap<String, String>();
    Set<String> known =
        Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet());
    object.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(
            name ->
                faults.put(
                    name,
                    "is unknown; known are "
                        + known.stream().sorted().collect(Collectors.joining(", "))));
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = read(components[i], object, faults);
    }
    if (!faults.isEmpty()) {
      throw new InvalidParameters(faults);
    }
    return make(values);
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new InvalidParameters(Map.of("", "must be a JSON object: " + e.getMessage()));
    }
  }

  private Object read(RecordComponent component, JsonObject object, Map<String, String> faults) {
    String name = component.getName();
    boolean optional = component.getType() == Optional.class;
    JsonValue value = object.get(name);
    if (value == null || value == JsonValue.NULL) {
      if (!optional) {
        faults.put(name, "is missing");
      }
      return optional ? Optional.empty() : null;
    }
    try {
      return jsonb.fromJson(value.toString(), component.getGenericType());
    } catch (JsonbException | IllegalArgumentException | ArithmeticException e) {
      faults.put(name, "must be a " + component.getGenericType().getTypeName());
      return null;
    }
  }

  private Object make(Object... values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new InvalidParameters(Map.of("", "are refused: " + e.getCause().getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
