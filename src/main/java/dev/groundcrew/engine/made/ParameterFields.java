package dev.groundcrew.engine.made;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.task.Parameter;
import dev.groundcrew.web.JsonBody;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of tasks in JSON: as a body brings them, as people see them, as a schema. */
final class ParameterFields {
  /** What stands for a secret that is set. */
  static final String MASK = "********";

  private ParameterFields() {}

  /** The texts of a body's fields, each of the JSON type that its parameter has. */
  static Map<String, String> read(JsonBody body, List<Parameter> parameters) {
    var texts = new TreeMap<String, String>();
    for (Parameter parameter : parameters) {
      text(body, parameter).ifPresent(text -> texts.put(parameter.name(), text));
    }
    return texts;
  }

  private static Optional<String> text(JsonBody body, Parameter parameter) {
    String name = parameter.name();
    return switch (parameter.kind()) {
      case TEXT, SECRET, DURATION -> body.text(name);
      case INTEGER -> body.integer(name).map(number -> Long.toString(number));
      case FLAG -> body.flag(name).map(on -> Boolean.toString(on));
    };
  }

  /** What was set, without secrets. */
  static Map<String, Object> shown(List<Parameter> parameters, Map<String, String> texts) {
    var shown = new LinkedHashMap<String, Object>();
    for (Parameter parameter : parameters) {
      String text = texts.get(parameter.name());
      if (text != null) {
        shown.put(
            parameter.name(),
            switch (parameter.kind()) {
              case TEXT, DURATION -> text;
              case SECRET -> MASK;
              case INTEGER -> Long.valueOf(text);
              case FLAG -> Boolean.valueOf(text);
            });
      }
    }
    return shown;
  }

  /** A JSON Schema (draft 2020-12) of the parameters of a type. */
  static JsonObject schema(List<Parameter> parameters) {
    JsonObjectBuilder properties = JSON.createObjectBuilder();
    JsonArrayBuilder required = JSON.createArrayBuilder();
    for (Parameter parameter : parameters) {
      properties.add(parameter.name(), schema(parameter));
      if (parameter.required()) {
        required.add(parameter.name());
      }
    }
    return JSON.createObjectBuilder()
        .add("$schema", "https://json-schema.org/draft/2020-12/schema")
        .add("type", "object")
        .add("properties", properties)
        .add("required", required)
        .add("additionalProperties", false)
        .build();
  }

  private static JsonObjectBuilder schema(Parameter parameter) {
    JsonObjectBuilder schema =
        JSON.createObjectBuilder().add("description", parameter.description());
    String fallback = parameter.fallback();
    switch (parameter.kind()) {
      case TEXT, SECRET -> {
        schema.add("type", "string");
        schema.add("minLength", parameter.least()).add("maxLength", parameter.most());
        if (parameter.kind() == Parameter.Kind.SECRET) {
          schema.add("writeOnly", true);
        }
        if (fallback != null) {
          schema.add("default", fallback);
        }
      }
      case DURATION -> {
        schema.add("type", "string").add("format", "duration");
        if (fallback != null) {
          schema.add("default", fallback);
        }
      }
      case INTEGER -> {
        schema.add("type", "integer");
        schema.add("minimum", parameter.least()).add("maximum", parameter.most());
        if (fallback != null) {
          schema.add("default", Long.parseLong(fallback));
        }
      }
      case FLAG -> {
        schema.add("type", "boolean");
        if (fallback != null) {
          schema.add("default", Boolean.parseBoolean(fallback));
        }
      }
    }
    return schema;
  }
}
