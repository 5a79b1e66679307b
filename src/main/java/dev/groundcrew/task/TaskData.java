package dev.groundcrew.task;

import java.time.Instant;
import java.util.Objects;

/**
 * What a task has found out last.
 *
 * @param body the bytes to answer with; not copied, so neither side may change them
 * @param contentType their media type
 * @param modified when the bytes last changed
 * @param etag a strong validator without quotes: other bytes, other etag
 */
@SuppressWarnings("ArrayRecordComponent") // bodies of megabytes are handed on, never compared
public record TaskData(byte[] body, String contentType, Instant modified, String etag) {
  public TaskData {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(modified, "modified");
    Objects.requireNonNull(etag, "etag");
  }
}
