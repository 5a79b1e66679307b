package dev.groundcrew.watch;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One event of the stream, as server-sent events have it (WHATWG HTML, section 9.2).
 *
 * @param id what a client resumes from
 * @param kind what happened
 * @param data one line of JSON
 */
record StreamEvent(String id, Kind kind, String data) {
  enum Kind {
    /** The stream is open. */
    HELLO,
    /** Some runs have changed: {@code {"tasks": [], "runs": [], "more": false}}. */
    CHANGED,
    /** Events are missing: whoever listens must fetch all it shows. */
    RESET
  }

  /** As it goes over the wire. */
  byte[] bytes() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return "id: %s\nevent: %s\ndata: %s\n\n"
        .formatted(id, name, data)
        .getBytes(StandardCharsets.UTF_8);
  }
}
