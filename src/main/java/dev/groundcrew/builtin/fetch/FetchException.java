package dev.groundcrew.builtin.fetch;

import java.io.IOException;

/** A fetch came to nothing; the message says why. */
final class FetchException extends IOException {
  private static final long serialVersionUID = 1L;

  FetchException(String message) {
    super(message);
  }

  FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
