package dev.groundcrew.builtin.fetch;

import dev.groundcrew.builtin.http.Answer;
import dev.groundcrew.task.TaskData;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One state of a URL.
 *
 * @param data the bytes, their type, when they were first seen, and their SHA-256 as etag
 * @param etag the server's own validator
 * @param lastModified the server's own time, as it wrote it
 */
record Version(TaskData data, Optional<String> etag, Optional<String> lastModified) {
  private static final int LONGEST_TYPE = 200;
  private static final int LONGEST_ETAG = 300;
  private static final int LONGEST_DATE = 100;

  static Version of(Answer answer, Instant now) {
    return new Version(
        new TaskData(
            answer.body(),
            answer.header("Content-Type", LONGEST_TYPE).orElse("application/octet-stream"),
            now,
            sha256(answer.body())),
        answer.header("ETag", LONGEST_ETAG),
        answer.header("Last-Modified", LONGEST_DATE));
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  boolean hasSameBytesAs(Version other) {
    return data.etag().equals(other.data.etag());
  }

  /** The same state as it was first seen, with the validators that the server gave last. */
  Version firstSeen(Instant time) {
    return new Version(
        new TaskData(data.body(), data.contentType(), time, data.etag()), etag, lastModified);
  }
}
