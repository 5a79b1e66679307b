package dev.groundcrew.builtin.fetch;

import dev.groundcrew.builtin.http.OutboundException;
import dev.groundcrew.builtin.http.Reach;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one task fetches, and within which limits.
 *
 * @param task the task's name
 * @param url where from
 * @param timeout of the whole exchange
 * @param maxBytes of a body
 * @param keep versions in the table
 * @param accept the Accept header
 */
record Source(
    String task, URI url, Duration timeout, int maxBytes, int keep, Optional<String> accept) {
  static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.requiredText("url", "what to fetch, http or https"),
          Parameter.duration(
              "timeout",
              "how long the whole exchange may take",
              Duration.ofSeconds(10),
              Duration.ofMillis(100),
              Duration.ofMinutes(5)),
          Parameter.integer(
              "max-bytes", "how many bytes a body may have", 1_000_000, 1, 50_000_000),
          Parameter.integer("keep", "how many changed versions stay stored", 10, 1, 1_000),
          Parameter.text("accept", "the Accept header, such as application/json"));

  /**
   * Reads checked parameters.
   *
   * @throws InvalidParameters if the URL or the header is none, or the URL is out of reach
   */
  static Source of(String task, Parameters parameters, Reach reach) {
    Optional<String> accept = parameters.optionalText("accept").filter(text -> !text.isBlank());
    if (accept.stream().flatMapToInt(String::chars).anyMatch(Character::isISOControl)) {
      throw new InvalidParameters(Map.of("accept", "must not contain control characters"));
    }
    return new Source(
        task,
        url(parameters.text("url"), reach),
        parameters.duration("timeout"),
        (int) parameters.integer("max-bytes"),
        (int) parameters.integer("keep"),
        accept);
  }

  private static URI url(String text, Reach reach) {
    try {
      var url = new URI(text.strip());
      reach.check(url);
      return url;
    } catch (URISyntaxException e) {
      throw new InvalidParameters(Map.of("url", "is not a URL: " + e.getReason()));
    } catch (OutboundException e) {
      throw new InvalidParameters(Map.of("url", e.getMessage()));
    }
  }
}
