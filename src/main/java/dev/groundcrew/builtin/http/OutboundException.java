package dev.groundcrew.builtin.http;

import java.io.IOException;

/** A request to elsewhere came to nothing; the message says why. */
public final class OutboundException extends IOException {
  private static final long serialVersionUID = 1L;

  public OutboundException(String message) {
    super(message);
  }

  public OutboundException(String message, Throwable cause) {
    super(message, cause);
  }
}
