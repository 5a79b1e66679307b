package dev.groundcrew.web;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;

/**
 * An error as RFC 9457 has it.
 *
 * @param type always {@code about:blank}: the status says what kind it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what happened and how to mend it
 * @param errors each wrong field or parameter
 */
@JsonbPropertyOrder({"type", "title", "status", "detail", "errors"})
public record Problem(
    String type, String title, int status, String detail, List<FieldError> errors) {
  /** The media type of every error. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * @param pointer a JSON pointer into the body, or a query parameter's name
   * @param message what is wrong and how to mend it
   */
  public record FieldError(String pointer, String message) {}

  public Problem {
    Objects.requireNonNull(detail, "detail");
    errors = List.copyOf(errors);
  }

  static Problem of(int status, String detail, List<FieldError> errors) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "HTTP " + status : known.getReasonPhrase();
    return new Problem("about:blank", title, status, detail, errors);
  }
}
