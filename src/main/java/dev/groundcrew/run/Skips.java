package dev.groundcrew.run;

import java.time.Instant;
import java.util.Optional;

/**
 * How many ticks in a row one skipped run stands for.
 *
 * @param count the ticks; 0 for a run that was not skipped
 * @param last when the last of them was due
 */
public record Skips(long count, Optional<Instant> last) {
  public static final Skips NONE = new Skips(0, Optional.empty());

  Skips plus(long more, Instant last) {
    return new Skips(count + more, Optional.of(last));
  }
}
