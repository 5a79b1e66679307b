package dev.groundcrew.builtin.fetch;

import java.util.Map;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param headers by name in any case; of repeated ones the first
 * @param contentType as received, cut at 200 characters
 * @param body within the bound
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Answer(int status, Map<String, String> headers, String contentType, byte[] body) {
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> value.length() <= 300);
  }
}
