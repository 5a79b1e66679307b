package dev.groundcrew.builtin.fetch;

import java.io.Serial;

/** A fetch failed; says why in one line. */
final class FetchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  FetchException(String message) {
    super(message);
  }
}
