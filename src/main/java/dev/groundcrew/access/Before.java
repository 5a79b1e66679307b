package dev.groundcrew.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** What a request changes, as it was, for the audit. A resource tells it; one for each request. */
@RequestScoped
public class Before {
  private Optional<String> value = Optional.empty();
  private Optional<String> asked = Optional.empty();

  /**
   * Tells what stands there until now.
   *
   * @param text without secrets
   */
  public void was(String text) {
    value = Optional.of(text);
  }

  /**
   * Tells what the request asks for, where its body does not say so in JSON.
   *
   * @param text without secrets
   */
  public void asked(String text) {
    asked = Optional.of(text);
  }

  Optional<String> asked() {
    return asked;
  }

  Optional<String> value() {
    return value;
  }
}
