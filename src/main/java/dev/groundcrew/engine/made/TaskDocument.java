package dev.groundcrew.engine.made;

import dev.groundcrew.web.JsonBody;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tasks that were made over REST, as one document that people keep: {@code tasks}, each with the
 * fields that make it. Secrets are masked.
 */
final class TaskDocument {
  private static final int MOST_TASKS = 1_000;

  private TaskDocument() {}

  static Map<String, Object> of(List<StoredTask> stored, TaskMaker maker) {
    var document = new LinkedHashMap<String, Object>();
    document.put("tasks", stored.stream().map(task -> fields(task, maker)).toList());
    return document;
  }

  private static Map<String, Object> fields(StoredTask stored, TaskMaker maker) {
    MadeTask made = stored.inForce().orElseThrow();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", stored.name());
    fields.put("type", made.type());
    fields.putAll(TaskFields.shown(made.attributes()));
    Map<String, Object> parameters =
        maker
            .type(made.type())
            .map(type -> ParameterFields.shown(type.parameters(), made.parameters()))
            .orElseGet(() -> allMasked(made.parameters()));
    if (!parameters.isEmpty()) {
      fields.put("parameters", parameters);
    }
    return fields;
  }

  /** Without its type nobody knows which of the parameters are secrets. */
  private static Map<String, Object> allMasked(Map<String, String> parameters) {
    var masked = new TreeMap<String, Object>();
    parameters.keySet().forEach(name -> masked.put(name, ParameterFields.MASK));
    return masked;
  }

  /**
   * Reads a document; collects every fault in it.
   *
   * @param known what is stored, by name
   */
  static List<TaskImport.Entry> read(
      JsonBody document, TaskMaker maker, Map<String, StoredTask> known) {
    var entries = new ArrayList<TaskImport.Entry>();
    var names = new HashSet<String>();
    if (!document.has("tasks")) {
      document.fault("/tasks", "must be the list of the tasks; an empty one changes nothing");
    }
    for (JsonBody item : document.each("tasks", MOST_TASKS, TaskFields.KNOWN)) {
      String name = TaskFields.name(item);
      if (!names.add(name)) {
        item.fault("/name", "must not stand twice in the document");
      }
      entries.add(new TaskImport.Entry(item, name, made(item, maker, known.get(name))));
    }
    return entries;
  }

  private static Optional<MadeTask> made(JsonBody item, TaskMaker maker, StoredTask stored) {
    Optional<String> type = item.text("type");
    boolean gone =
        stored != null
            && maker.type(stored.made().orElseThrow().type()).isEmpty()
            && type.equals(stored.made().map(MadeTask::type));
    return gone ? Optional.empty() : TaskFields.read(item, maker);
  }
}
