package dev.groundcrew.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition under which a thing may be changed: the {@code If-Match} of a request (RFC 9110,
 * 13.1.1), so that nobody overwrites what they have not seen.
 */
public final class IfMatch {
  private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(,|$)");
  private static final String MEND = "get the thing anew and send its ETag as If-Match";

  private final Optional<Set<String>> tags;

  private IfMatch(Optional<Set<String>> tags) {
    this.tags = tags;
  }

  /**
   * The condition of a request.
   *
   * @throws ProblemException 428 if it has none, 400 if it is none
   */
  public static IfMatch of(HttpHeaders headers) {
    return of(headers.getHeaderString(HttpHeaders.IF_MATCH));
  }

  /** The same, of the header's text; null if it is missing. */
  public static IfMatch of(String header) {
    if (header == null || header.isBlank()) {
      throw ProblemException.preconditionRequired("A change needs If-Match: " + MEND);
    }
    if (header.strip().equals("*")) {
      return new IfMatch(Optional.empty());
    }
    var tags = new HashSet<String>();
    Matcher matcher = TAG.matcher(header);
    int end = 0;
    while (end < header.length() && matcher.find() && matcher.start() == end) {
      // A weak tag never matches here: it does not say that the bytes are the same.
      if (matcher.group(1) == null) {
        tags.add(matcher.group(2));
      }
      end = matcher.end();
    }
    if (end != header.length()) {
      throw ProblemException.badRequest(
          "If-Match", "must be * or tags in double quotes, as ETag gives them");
    }
    return new IfMatch(Optional.of(tags));
  }

  /**
   * Does nothing if the thing is as the caller knows it.
   *
   * @param etag what the thing has now, without quotes
   * @throws ProblemException 412 if it is another
   */
  public void check(String etag) {
    if (tags.isPresent() && !tags.get().contains(etag)) {
      throw changedMeanwhile();
    }
  }

  /** 412: somebody else has changed the thing. */
  public static ProblemException changedMeanwhile() {
    return ProblemException.preconditionFailed("It has been changed meanwhile: " + MEND);
  }
}
