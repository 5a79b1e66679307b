package dev.groundcrew.schedule;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One due time of a {@link Preview}.
 *
 * @param at when
 * @param note what people should know about it, a sentence without a full stop
 */
public record DueTime(Instant at, Optional<String> note) {
  public DueTime {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(note, "note");
  }
}
