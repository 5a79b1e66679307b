package dev.groundcrew.builtin.fetch;

import dev.groundcrew.task.TaskData;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What was at a URL from one fetch on.
 *
 * @param url which
 * @param fetchedAt when it was seen first
 * @param etag the server's validator
 * @param lastModified the server's date, as it wrote it
 * @param data the bytes; their etag is the SHA-256
 */
record Version(
    String url,
    Instant fetchedAt,
    Optional<String> etag,
    Optional<String> lastModified,
    TaskData data) {
  static Version of(String url, Answer answer, Instant now) {
    var data = new TaskData(answer.body(), answer.contentType(), now, sha256(answer.body()));
    return new Version(url, now, answer.header("ETag"), answer.header("Last-Modified"), data);
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
