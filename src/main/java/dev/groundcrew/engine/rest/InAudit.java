package dev.groundcrew.engine.rest;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.TaskState;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** What somebody can change, as the audit keeps it: without secrets. */
public final class InAudit {
  private InAudit() {}

  /** What a task is told. */
  public static String task(Task task) {
    JsonObjectBuilder attributes = JSON.createObjectBuilder();
    task.definition().attributes().forEach((name, value) -> attributes.add(name, value.value()));
    JsonObjectBuilder whole = JSON.createObjectBuilder();
    task.type().ifPresent(type -> whole.add("type", type));
    return whole
        .add("attributes", attributes)
        .add("parameters", JSON.createObjectBuilder(task.declared().parameters()))
        .build()
        .toString();
  }

  /** Who stops a task, or the whole, and why; if anybody does. */
  static String pause(Optional<TaskState.Pause> pause, Optional<TaskState.Quarantine> quarantine) {
    JsonObjectBuilder whole = JSON.createObjectBuilder().add("paused", pause.isPresent());
    pause.ifPresent(
        by -> {
          whole.add("by", by.by()).add("reason", by.reason()).add("since", by.at().toString());
          by.until().ifPresent(until -> whole.add("until", until.toString()));
        });
    quarantine.ifPresent(why -> whole.add("quarantine", why.reason()));
    return whole.build().toString();
  }
}
