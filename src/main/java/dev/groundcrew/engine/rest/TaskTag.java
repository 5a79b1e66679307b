package dev.groundcrew.engine.rest;

import dev.groundcrew.engine.Task;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.web.Sha256;
import java.util.Optional;

/**
 * The ETag of a task: of what people may change, not of what runs change. By content, so that all
 * nodes agree on it and a change taken back has the tag of before.
 */
public final class TaskTag {
  private static final int LENGTH = 24;

  private TaskTag() {}

  /** The tag of a task as it is now. */
  public static String of(Task task) {
    return of(task.definition(), task.type(), task.declared().version());
  }

  /**
   * The tag of what a task would be.
   *
   * @param version of what is stored, for a task that was made over REST: its parameters have
   *     secrets, which no hash of them must give away
   */
  public static String of(TaskDefinition definition, Optional<String> type, long version) {
    String text = definition.name() + "\n" + type + "\n" + version + "\n" + definition.attributes();
    return Sha256.hex(text).substring(0, LENGTH);
  }
}
