package dev.groundcrew.builtin.httpcall;

import dev.groundcrew.builtin.http.OutboundException;
import dev.groundcrew.builtin.http.Reach;
import dev.groundcrew.builtin.httpcall.CallHeaders.CallHeader;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one task calls.
 *
 * @param method in capitals
 * @param url where
 * @param headers secret ones included
 * @param body sent as UTF-8; empty for none
 * @param expected the statuses that are a success
 * @param timeout of the whole call
 * @param maxBytes of the answer's body
 */
record Call(
    String method,
    URI url,
    List<CallHeader> headers,
    Optional<String> body,
    ExpectedStatus expected,
    Duration timeout,
    int maxBytes) {
  private static final int LONGEST_BODY = 64_000;
  private static final int LONGEST_HEADERS = 8_000;
  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,19}");
  private static final Set<String> NO_METHODS = Set.of("CONNECT", "TRACE");

  static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.requiredText("url", "what to call, http or https"),
          text("method", "such as GET, POST or PUT", "GET", 20),
          text(
              "headers",
              "one a line, such as Content-Type: application/json",
              null,
              LONGEST_HEADERS),
          new Parameter(
              "secret-headers",
              Parameter.Kind.SECRET,
              "headers that nobody sees again, one a line, such as Authorization: Bearer abc",
              false,
              null,
              0,
              LONGEST_HEADERS),
          text("body", "what to send, as UTF-8", null, LONGEST_BODY),
          text("expected-status", "the statuses that are a success: 2xx or 200, 404", "2xx", 200),
          Parameter.duration(
              "timeout",
              "how long the whole call may take",
              Duration.ofSeconds(10),
              Duration.ofMillis(100),
              Duration.ofMinutes(5)),
          Parameter.integer(
              "max-bytes", "how many bytes the answer may have", 1_000_000, 1, 50_000_000));

  private static Parameter text(String name, String description, String fallback, int most) {
    return new Parameter(name, Parameter.Kind.TEXT, description, false, fallback, 0, most);
  }

  /**
   * Reads checked parameters.
   *
   * @throws InvalidParameters if one of them is wrong, the URL is out of reach, or a secret stands
   *     where people see it
   */
  static Call of(Parameters parameters, Reach reach) {
    String method = parameters.text("method");
    if (!METHOD.matcher(method).matches() || NO_METHODS.contains(method)) {
      throw new InvalidParameters(
          Map.of(
              "method", "must be a method in capitals such as POST; CONNECT and TRACE are none"));
    }
    var headers = new ArrayList<CallHeader>();
    parameters
        .optionalText("headers")
        .ifPresent(text -> headers.addAll(CallHeaders.read("headers", text, false)));
    parameters
        .optionalText("secret-headers")
        .ifPresent(text -> headers.addAll(CallHeaders.read("secret-headers", text, true)));
    return new Call(
        method,
        url(parameters.text("url"), reach),
        List.copyOf(headers),
        parameters.optionalText("body").filter(text -> !text.isEmpty()),
        new ExpectedStatus(parameters.text("expected-status")),
        parameters.duration("timeout"),
        (int) parameters.integer("max-bytes"));
  }

  private static URI url(String text, Reach reach) {
    try {
      var url = new URI(text.strip());
      reach.check(url);
      String query = url.getRawQuery() == null ? "" : url.getRawQuery();
      for (String pair : query.split("&", -1)) {
        String name = pair.split("=", 2)[0];
        if (CallHeaders.isSecret(name)) {
          throw new InvalidParameters(
              Map.of("url", "must not carry " + name + ": put it into secret-headers"));
        }
      }
      return url;
    } catch (URISyntaxException e) {
      throw new InvalidParameters(Map.of("url", "is not a URL: " + e.getReason()));
    } catch (OutboundException e) {
      throw new InvalidParameters(Map.of("url", e.getMessage()));
    }
  }
}
