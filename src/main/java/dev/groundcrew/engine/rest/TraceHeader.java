package dev.groundcrew.engine.rest;

import dev.groundcrew.engine.Traces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace context of a request: the {@code traceparent} header of <a
 * href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>. Stateless.
 */
final class TraceHeader {
  private static final String NAME = "traceparent";

  /** Version, trace, parent and flags; what a later version has behind them is not for us. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2})(-.*)?");

  private TraceHeader() {}

  /** The span that the server made of this request; else what the request carries. */
  static Optional<String> of(HttpHeaders headers, Traces traces) {
    return traces.here().or(() -> of(headers.getRequestHeader(NAME)));
  }

  /**
   * What a request carries, as of version 00. A header that is wrong or there twice counts as none,
   * as the recommendation has it: a trace is no reason to refuse a request.
   */
  static Optional<String> of(List<String> given) {
    if (given == null || given.size() != 1) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(given.get(0).strip());
    boolean good = form.matches() && (form.group(3) == null || !"00".equals(form.group(1)));
    return good ? Optional.of("00-" + form.group(2)) : Optional.empty();
  }
}
