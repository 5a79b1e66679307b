package dev.groundcrew.engine;

import dev.groundcrew.task.TaskDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The ETag of a task: of what people may change, not of what runs change. By content, so that all
 * nodes agree on it and a change taken back has the tag of before.
 */
final class TaskTag {
  private static final int BYTES = 12;

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
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
