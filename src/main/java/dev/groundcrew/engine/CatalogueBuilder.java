package dev.groundcrew.engine;

import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.task.TaskType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes tasks of annotated methods and of configuration, and collects every fault.
 *
 * <p>{@code groundcrew.task.<name>.<attribute>} overrides a declared task's attribute; with {@code
 * groundcrew.task.<name>.type} it makes a new task of a type, told by {@code
 * groundcrew.task.<name>.parameters.<parameter>}.
 */
final class CatalogueBuilder {
  static final String PREFIX = "groundcrew.task.";
  private static final String PARAMETERS = "parameters.";

  private final String zone;
  private final UnaryOperator<TaskBody> scoped;
  private final Map<String, TaskType> types;
  private final Map<String, Map<String, String>> configured;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Map<String, String> declaredAt = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * A builder without tasks.
   *
   * @param zone of cron expressions that name none
   * @param scoped wraps each task's code
   */
  CatalogueBuilder(
      SettingsReader reader, String zone, List<TaskType> types, UnaryOperator<TaskBody> scoped) {
    this.zone = zone;
    this.scoped = scoped;
    this.types = types.stream().collect(Collectors.toMap(TaskType::name, Function.identity()));
    this.configured = configured(reader);
  }

  /** The texts below {@code groundcrew.task.}, by task and then by attribute. */
  private Map<String, Map<String, String>> configured(SettingsReader reader) {
    var byTask = new TreeMap<String, Map<String, String>>();
    for (String key : reader.namesBelow(PREFIX)) {
      String[] parts = key.substring(PREFIX.length()).split("\\.", 2);
      Optional<String> text = reader.optionalText(key);
      if (parts.length < 2) {
        faults.add(key + " names no attribute: write " + PREFIX + "<name>.<attribute>");
      } else if (text.isPresent()) {
        byTask.computeIfAbsent(parts[0], name -> new TreeMap<>()).put(parts[1], text.get());
      }
    }
    return byTask;
  }

  /**
   * Adds a task that code declares.
   *
   * @param where class and method
   * @param fault what is wrong with the method, if anything
   */
  void declared(
      String name,
      Map<String, String> attributes,
      Mode nature,
      String where,
      Optional<String> fault,
      TaskBody body) {
    fault.ifPresent(mend -> faults.add(where + " (task '" + name + "'): the method " + mend));
    String first = declaredAt.putIfAbsent(name, where);
    if (first != null) {
      faults.add(
          "%s (task '%s'): name is already taken by %s: choose another"
              .formatted(where, name, first));
      return;
    }
    TaskAttributes layered =
        TaskAttributes.defaults(zone)
            .overriddenBy(Source.ANNOTATION, attributes)
            .overriddenBy(Source.CONFIG, configured.getOrDefault(name, Map.of()));
    define(name, layered, nature, where + " (task '" + name + "'): ", body, Optional.empty());
  }

  /**
   * Adds the tasks that configuration makes of types, and finds settings of tasks that are none.
   */
  void configured() {
    configured.forEach(
        (name, texts) -> {
          boolean isDeclared = declaredAt.containsKey(name);
          String type = texts.get("type");
          if (type == null && !isDeclared) {
            faults.add(
                "%s%s.*: there is no task '%s'; known are %s; to make one, set %s%s.type"
                    .formatted(PREFIX, name, name, declaredAt.keySet(), PREFIX, name));
          } else if (type != null && isDeclared) {
            faults.add(
                "%s%s.type: the task is declared by %s and needs no type: remove it"
                    .formatted(PREFIX, name, declaredAt.get(name)));
          } else if (type != null) {
            ofType(name, type, texts);
          }
        });
  }

  private void ofType(String name, String typeName, Map<String, String> texts) {
    String where = PREFIX + name + ".";
    TaskType type = types.get(typeName);
    if (type == null) {
      faults.add(where + "type '" + typeName + "' must be one of " + types.keySet());
      return;
    }
    var attributes = new TreeMap<String, String>();
    var parameters = new TreeMap<String, String>();
    texts.forEach(
        (key, text) -> {
          if (key.startsWith(PARAMETERS)) {
            parameters.put(key.substring(PARAMETERS.length()), text);
          } else if (!key.equals("type")) {
            attributes.put(key, text);
          }
        });
    TaskAttributes layered = TaskAttributes.defaults(zone).overriddenBy(Source.CONFIG, attributes);
    body(type, name, parameters)
        .ifPresent(body -> define(name, layered, type.mode(), where, body, Optional.of(typeName)));
  }

  private Optional<TaskBody> body(TaskType type, String name, Map<String, String> parameters) {
    try {
      return Optional.of(type.create(name, Parameters.of(type.parameters(), parameters)));
    } catch (InvalidParameters e) {
      e.faults()
          .forEach(
              (parameter, fault) ->
                  faults.add(PREFIX + name + "." + PARAMETERS + parameter + " " + fault));
    } catch (IllegalArgumentException e) {
      faults.add(PREFIX + name + "." + PARAMETERS + "* " + e.getMessage());
    }
    return Optional.empty();
  }

  private void define(
      String name,
      TaskAttributes attributes,
      Mode nature,
      String where,
      TaskBody body,
      Optional<String> type) {
    var found = new ArrayList<AttributeFault>();
    TaskDefinition.of(name, attributes, nature, found)
        .flatMap(
            sound ->
                TimingSchedule.of(sound.timing(), name, Instant.EPOCH, found)
                    .map(when -> new Task(sound, when, scoped.apply(body), type)))
        .ifPresent(task -> tasks.put(name, task));
    found.forEach(fault -> faults.add(where + fault));
  }

  /** Everything that was wrong, each with its place and its mend. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  Catalogue build() {
    return new Catalogue(tasks.values());
  }
}
