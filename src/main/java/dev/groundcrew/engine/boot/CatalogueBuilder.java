package dev.groundcrew.engine.boot;

import dev.groundcrew.engine.Catalogue;
import dev.groundcrew.engine.ScheduledDefinition;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.TaskFactory;
import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

  private final TaskFactory factory;
  private final Map<String, Map<String, String>> configured;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Map<String, String> declaredAt = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /** A builder without tasks. */
  CatalogueBuilder(SettingsReader reader, TaskFactory factory) {
    this.factory = factory;
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
    var found = new ArrayList<AttributeFault>();
    TaskAttributes layered =
        factory
            .defaults()
            .overriddenBy(Source.ANNOTATION, attributes)
            .overriddenBy(Source.CONFIG, configured.getOrDefault(name, Map.of()));
    ScheduledDefinition.of(name, layered, nature, ScheduledDefinition.ANCHOR, found)
        .map(sound -> new Task(sound, factory.scoped(body), Optional.empty()))
        .ifPresent(task -> tasks.put(name, task));
    found.forEach(it -> faults.add(where + " (task '" + name + "'): " + it));
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
    var found = new ArrayList<AttributeFault>();
    factory
        .ofType(
            name,
            typeName,
            Source.CONFIG,
            attributes,
            parameters,
            (type, told) -> type.create(name, told),
            found)
        .map(typed -> new Task(typed.scheduled(), typed.body(), Optional.of(typeName)))
        .ifPresent(task -> tasks.put(name, task));
    found.forEach(fault -> faults.add(PREFIX + name + "." + setting(fault) + " " + fault.mend()));
  }

  /** The setting that a fault is in, below those of its task. */
  private static String setting(AttributeFault fault) {
    String attribute = fault.attribute();
    return attribute.equals(TaskFactory.PARAMETERS)
        ? PARAMETERS + "*"
        : attribute.replace(TaskFactory.PARAMETER, PARAMETERS);
  }

  /** Everything that was wrong, each with its place and its mend. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  Catalogue build() {
    return new Catalogue(tasks.values());
  }
}
