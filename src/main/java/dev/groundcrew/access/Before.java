package dev.groundcrew.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** What a request changes, as it was, for the audit. A resource tells it; one for each request. */
@RequestScoped
class Before {
  private Optional<String> value = Optional.empty();

  /**
   * Tells what stands there until now.
   *
   * @param text without secrets
   */
  void was(String text) {
    value = Optional.of(text);
  }

  Optional<String> value() {
    return value;
  }
}
