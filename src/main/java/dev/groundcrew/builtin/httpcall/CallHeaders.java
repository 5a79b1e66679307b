package dev.groundcrew.builtin.httpcall;

import dev.groundcrew.task.InvalidParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers of a call, as an operator writes them: one a line, {@code Name: value}. */
final class CallHeaders {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(proxy-)?authorization|cookie|.*(api[-_]?key|secret|passw|token|credential|signature).*");

  private CallHeaders() {}

  /**
   * One header.
   *
   * @param name a token of RFC 9110
   * @param value without line breaks
   */
  record CallHeader(String name, String value) {}

  /** Whether a header or a query parameter of that name is likely to carry a secret. */
  static boolean isSecret(String name) {
    return SECRET.matcher(name).matches();
  }

  /**
   * Reads headers.
   *
   * @param parameter that they stand in, for messages
   * @param secrets whether secrets may stand here
   * @throws InvalidParameters if a line is no header, or one that may not stand here
   */
  static List<CallHeader> read(String parameter, String text, boolean secrets) {
    var headers = new ArrayList<CallHeader>();
    for (String line : text.split("\r?\n", -1)) {
      if (!line.isBlank()) {
        headers.add(header(parameter, line, secrets));
      }
    }
    return List.copyOf(headers);
  }

  private static CallHeader header(String parameter, String line, boolean secrets) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon).strip();
    String value = line.substring(colon + 1).strip();
    if (!NAME.matcher(name).matches()) {
      throw refused(parameter, "must have one header a line, such as Accept: text/plain");
    }
    // Never the value in a message: it may be a secret that has come to the wrong place.
    if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      throw refused(parameter, "must not have control characters in " + name);
    }
    if (OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      throw refused(parameter, "must not have " + name + ": it belongs to the connection");
    }
    if (!secrets && isSecret(name)) {
      throw refused(parameter, "must not have " + name + ": put it into secret-headers");
    }
    return new CallHeader(name, value);
  }

  private static InvalidParameters refused(String parameter, String mend) {
    return new InvalidParameters(Map.of(parameter, mend));
  }
}
