package dev.groundcrew.web;

import dev.groundcrew.web.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Duration retryAfter;

  private ProblemException(
      int status, String detail, List<FieldError> errors, Duration retryAfter) {
    super(detail);
    this.problem = Problem.of(status, detail, errors);
    this.retryAfter = retryAfter;
  }

  /** 400: one field or query parameter is wrong. */
  public static ProblemException badRequest(String pointer, String message) {
    return badRequest(List.of(new FieldError(pointer, message)));
  }

  /** 400: several fields or query parameters are wrong. */
  public static ProblemException badRequest(List<FieldError> errors) {
    FieldError first = errors.get(0);
    return new ProblemException(400, first.pointer() + " " + first.message(), errors, null);
  }

  /** 401: the caller is nobody that we know. */
  public static ProblemException unauthorized(String detail) {
    return new ProblemException(401, detail, List.of(), null);
  }

  /** 403: the caller may not do this. */
  public static ProblemException forbidden(String detail) {
    return new ProblemException(403, detail, List.of(), null);
  }

  /** 404: there is no such thing. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, detail, List.of(), null);
  }

  /** 409: the thing is in a state that does not allow this. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(409, detail, List.of(), null);
  }

  /** 412: the thing is not as the caller knows it. */
  public static ProblemException preconditionFailed(String detail) {
    return new ProblemException(412, detail, List.of(), null);
  }

  /** 428: the caller must say how it knows the thing. */
  public static ProblemException preconditionRequired(String detail) {
    return new ProblemException(428, detail, List.of(), null);
  }

  /** 413: the body is too large. */
  public static ProblemException tooLarge(String detail) {
    return new ProblemException(413, detail, List.of(), null);
  }

  /** 415: the body is of a kind that the path does not take. */
  public static ProblemException unsupportedMediaType(String detail) {
    return new ProblemException(415, detail, List.of(), null);
  }

  /** 422: the request is well-formed, but contradicts an earlier one. */
  public static ProblemException unprocessable(String detail) {
    return new ProblemException(422, detail, List.of(), null);
  }

  /** 429: the caller has tried too often; the answer says when to try again. */
  public static ProblemException tooManyRequests(String detail, Duration retryAfter) {
    return new ProblemException(429, detail, List.of(), retryAfter);
  }

  /** 503: not now; the answer says when to try again. */
  public static ProblemException unavailable(String detail, Duration retryAfter) {
    return new ProblemException(503, detail, List.of(), retryAfter);
  }

  public Problem problem() {
    return problem;
  }

  /** How long to wait before trying again, if that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
