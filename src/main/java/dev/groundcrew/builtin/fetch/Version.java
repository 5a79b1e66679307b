package dev.groundcrew.builtin.fetch;

import dev.groundcrew.builtin.http.Answer;
import dev.groundcrew.task.TaskData;
import dev.groundcrew.web.Sha256;
import java.time.Instant;
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
            Sha256.hex(answer.body())),
        answer.header("ETag", LONGEST_ETAG),
        answer.header("Last-Modified", LONGEST_DATE));
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
