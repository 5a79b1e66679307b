package dev.groundcrew.engine.made;

import dev.groundcrew.engine.TaskFactory;
import dev.groundcrew.engine.rest.ScheduleFields;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.TaskType;
import dev.groundcrew.web.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A task that somebody makes, as a body says it. */
final class TaskFields {
  static final String[] KNOWN = {
    "name",
    "type",
    "description",
    "owner",
    "tags",
    "runbook",
    "schedule",
    "parameters",
    "mode",
    "scope",
    "overlap",
    "concurrency",
    "missed",
    "missedMost",
    "attempts",
    "backoff",
    "maxBackoff",
    "afterCrash",
    "timeout",
    "yields",
    "idle",
    "repeatable",
    "order",
    "enabled"
  };

  private static final Map<String, Integer> TEXTS =
      Map.of(
          "description", 1_000,
          "owner", 200,
          "runbook", 1_000,
          "mode", 20,
          "scope", 20,
          "overlap", 20,
          "missed", 20,
          "backoff", 50,
          "maxBackoff", 50,
          "afterCrash", 20);
  private static final int MOST_TEXT = 50;
  private static final List<String> NUMBERS =
      List.of("concurrency", "missedMost", "attempts", "order");
  private static final List<String> FLAGS = List.of("yields", "idle", "repeatable", "enabled");
  private static final int MOST_TAGS = 20;
  private static final int LONGEST_NAME = 63;

  private TaskFields() {}

  /**
   * Reads a task; collects every fault in the body.
   *
   * @return empty if the type is missing or unknown, so that the parameters mean nothing
   */
  static Optional<MadeTask> read(JsonBody body, TaskMaker maker) {
    Map<String, String> attributes = attributes(body);
    Optional<String> type = body.text("type", LONGEST_NAME);
    if (type.isEmpty()) {
      body.fault("/type", "must be one of " + names(maker));
      return Optional.empty();
    }
    Optional<TaskType> known = maker.type(type.get());
    if (known.isEmpty()) {
      body.fault("/type", "'" + type.get() + "' must be one of " + names(maker));
      return Optional.empty();
    }
    List<Parameter> parameters = known.get().parameters();
    JsonBody inner =
        body.within("parameters", parameters.stream().map(Parameter::name).toArray(String[]::new));
    return Optional.of(
        new MadeTask(type.get(), attributes, ParameterFields.read(inner, parameters)));
  }

  /** The name of a new task. */
  static String name(JsonBody body) {
    String name = body.text("name", LONGEST_NAME).orElse("");
    if (!TaskDefinition.NAME.matcher(name).matches()) {
      body.fault("/name", "must match " + TaskDefinition.NAME.pattern());
    }
    return name;
  }

  private static String names(TaskMaker maker) {
    return String.join(", ", maker.types().stream().map(TaskType::name).toList());
  }

  private static Map<String, String> attributes(JsonBody body) {
    var texts = new TreeMap<String, String>();
    TEXTS.forEach(
        (field, most) ->
            body.text(field, most).ifPresent(text -> texts.put(attribute(field), text)));
    body.text("timeout", MOST_TEXT).ifPresent(text -> texts.put("timeout", text));
    for (String field : NUMBERS) {
      body.integer(field).ifPresent(number -> texts.put(attribute(field), Long.toString(number)));
    }
    for (String field : FLAGS) {
      body.flag(field).ifPresent(on -> texts.put(attribute(field), Boolean.toString(on)));
    }
    tags(body).ifPresent(tags -> texts.put("tags", tags));
    if (!texts.getOrDefault("runbook", "https://").matches("(?i)https?://.*")) {
      body.fault("/runbook", "must be a link that begins with https:// or http://");
    }
    if (body.has("schedule")) {
      texts.putAll(ScheduleFields.read(body.within("schedule", ScheduleFields.known())));
    }
    texts.values().removeIf(String::isEmpty);
    return texts;
  }

  private static Optional<String> tags(JsonBody body) {
    Optional<List<String>> tags = body.texts("tags", MOST_TAGS, MOST_TEXT);
    if (tags.isPresent() && tags.get().stream().anyMatch(tag -> tag.contains(","))) {
      body.fault("/tags", "must not have commas: give each tag as an item of its own");
    }
    return tags.map(list -> String.join(",", list));
  }

  /** The fields that set attributes, so that {@link #read} makes the same of them. */
  static Map<String, Object> shown(Map<String, String> attributes) {
    var fields = new LinkedHashMap<String, Object>();
    for (String field : KNOWN) {
      String text = attributes.get(attribute(field));
      if (field.equals("schedule")) {
        Map<String, Object> schedule = ScheduleFields.shown(attributes);
        if (!schedule.isEmpty()) {
          fields.put(field, schedule);
        }
      } else if (text != null) {
        fields.put(field, value(field, text));
      }
    }
    return fields;
  }

  private static Object value(String field, String text) {
    if (NUMBERS.contains(field)) {
      return Long.valueOf(text);
    }
    if (FLAGS.contains(field)) {
      return Boolean.valueOf(text);
    }
    return field.equals("tags") ? List.of(text.split(",", -1)) : text;
  }

  /** The name of the attribute that a field sets: {@code maxBackoff} sets {@code max-backoff}. */
  private static String attribute(String field) {
    return field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Where in a body a fault stands. */
  static String pointer(AttributeFault fault) {
    String attribute = fault.attribute();
    if (ScheduleFields.ATTRIBUTES.contains(attribute)) {
      return "/schedule" + ScheduleFields.pointer(fault);
    }
    if (attribute.startsWith(TaskFactory.PARAMETER)) {
      return "/" + attribute;
    }
    var field = new StringBuilder("/");
    for (String part : attribute.split("-", -1)) {
      field.append(
          field.length() == 1
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return field.toString();
  }
}
