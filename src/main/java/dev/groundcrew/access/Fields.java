package dev.groundcrew.access;

import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.Problem.FieldError;
import dev.groundcrew.web.ProblemException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Two texts of a body, neither of which may be missing. */
record Fields(String first, String second) {
  /**
   * Reads them.
   *
   * @throws ProblemException 400 if one is missing or no text, or if there is anything else
   */
  static Fields read(InputStream in, String first, String second) {
    JsonBody body = JsonBody.read(in, first, second);
    Optional<String> one = body.text(first);
    Optional<String> other = body.text(second);
    body.check();
    List<FieldError> missing = Stream.concat(missing(first, one), missing(second, other)).toList();
    if (!missing.isEmpty()) {
      throw ProblemException.badRequest(missing);
    }
    return new Fields(one.orElseThrow(), other.orElseThrow());
  }

  private static Stream<FieldError> missing(String name, Optional<String> value) {
    return value.isPresent() ? Stream.empty() : Stream.of(new FieldError("/" + name, "is missing"));
  }

  /** Without the texts, which may be passwords. */
  @Override
  public String toString() {
    return "Fields";
  }
}
