package dev.groundcrew.engine;

import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.web.Sha256;
import java.util.Optional;

/**
 * The ETag of a task: of what people may change, not of what runs change. By content, so that all
 * nodes agree on it and a change taken back has the tag of before.
 */
final class TaskTag {
  private static final int LENGTH = 24;

  private TaskTag() {}

  static String of(Task task) {
    return of(task.definition(), task.type(), task.declared().version());
  }

  /**
   * @param version of what is stored, for a task that was made over REST: its parameters have
   *     secrets, which no hash of them must give away
   */
  static String of(TaskDefinition definition, Optional<String> type, long version) {
    String text = definition.name() + "\n" + type + "\n" + version + "\n" + definition.attributes();
    return Sha256.hex(text).substring(0, LENGTH);
  }
}
