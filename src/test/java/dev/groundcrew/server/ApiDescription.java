package dev.groundcrew.server;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** What {@code openapi.yaml} says of routes and answers. */
final class ApiDescription {
  private final Map<String, Object> description;

  private ApiDescription(Map<String, Object> description) {
    this.description = description;
  }

  /** The one that a server gives. */
  static ApiDescription of(GroundcrewClient client) {
    return new ApiDescription(new Yaml().load(client.get("api/openapi.yaml", "*/*").text()));
  }

  /** Method and template of each route, such as {@code GET api/tasks/{name}}. */
  Set<String> routes() {
    var routes = new TreeSet<String>();
    map(description, "paths")
        .forEach(
            (path, methods) ->
                ((Map<?, ?>) methods)
                    .keySet()
                    .forEach(
                        method ->
                            routes.add(
                                method.toString().toUpperCase(Locale.ROOT) + " api" + path)));
    return routes;
  }

  /** Where a value is not what a schema says; fields that one of both lacks count. */
  List<String> faults(String schema, JsonValue value) {
    return faults(named(schema), value, schema);
  }

  private Map<String, Object> named(String schema) {
    return map(map(map(description, "components"), "schemas"), schema);
  }

  private List<String> faults(Map<String, Object> schema, JsonValue value, String at) {
    if (schema.get("$ref") instanceof String reference) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      return faults(named(name), value, at);
    }
    if (schema.get("allOf") instanceof List<?> parts && value != JsonValue.NULL) {
      return parts.stream().flatMap(part -> faults(part(part), value, at).stream()).toList();
    }
    if (value == JsonValue.NULL) {
      return Boolean.TRUE.equals(schema.get("nullable")) ? List.of() : List.of(at + " is null");
    }
    var faults = new ArrayList<String>();
    if (!fits((String) schema.get("type"), value.getValueType())) {
      faults.add(at + " is " + value.getValueType());
    } else if (value instanceof JsonObject object && schema.containsKey("properties")) {
      Map<String, Object> properties = map(schema, "properties");
      if (!object.keySet().equals(properties.keySet())) {
        faults.add(at + " has " + object.keySet());
      }
      object.forEach(
          (name, field) -> {
            if (properties.containsKey(name)) {
              faults.addAll(faults(map(properties, name), field, at + "/" + name));
            }
          });
    } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
      value
          .asJsonArray()
          .forEach(item -> faults.addAll(faults(map(schema, "items"), item, at + "/-")));
    }
    return faults;
  }

  private static boolean fits(String type, JsonValue.ValueType actual) {
    return switch (type) {
      case "string" -> actual == JsonValue.ValueType.STRING;
      case "integer", "number" -> actual == JsonValue.ValueType.NUMBER;
      case "boolean" -> actual == JsonValue.ValueType.TRUE || actual == JsonValue.ValueType.FALSE;
      case "object" -> actual == JsonValue.ValueType.OBJECT;
      case "array" -> actual == JsonValue.ValueType.ARRAY;
      default -> false;
    };
  }

  @SuppressWarnings("unchecked") // as below
  private static Map<String, Object> part(Object schema) {
    return (Map<String, Object>) schema;
  }

  @SuppressWarnings("unchecked") // what YAML calls a map has texts as keys in this file
  private static Map<String, Object> map(Map<String, Object> of, String name) {
    return (Map<String, Object>) of.get(name);
  }
}
