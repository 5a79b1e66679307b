package dev.groundcrew.builtin.purge;

import dev.groundcrew.settings.Nearest;
import java.io.Serial;
import java.util.Collection;

/** A table or column does not exist, or is none that can be purged. Names what comes nearest. */
final class UnknownNameException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UnknownNameException(String what, String asked, Collection<String> known) {
    super(what + " '" + asked + "'; " + nearest(asked, known));
  }

  private static String nearest(String asked, Collection<String> known) {
    return known.isEmpty()
        ? "there is none"
        : "nearest are " + String.join(", ", Nearest.of(asked, known, 3));
  }
}
