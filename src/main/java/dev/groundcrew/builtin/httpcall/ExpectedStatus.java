package dev.groundcrew.builtin.httpcall;

import dev.groundcrew.task.InvalidParameters;
import java.util.BitSet;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which statuses a call may end with: a list such as {@code 200, 404, 500-599} or {@code 2xx}. */
final class ExpectedStatus {
  private static final Pattern PART = Pattern.compile("([1-5])xx|(\\d{3})(?:-(\\d{3}))?");
  private static final int LEAST = 100;
  private static final int MOST = 599;

  private final BitSet statuses = new BitSet(MOST + 1);

  /**
   * @throws InvalidParameters if the text is no such list
   */
  ExpectedStatus(String text) {
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches()) {
        throw wrong();
      }
      if (matcher.group(1) != null) {
        int first = Integer.parseInt(matcher.group(1)) * 100;
        add(first, first + 99);
      } else {
        int first = Integer.parseInt(matcher.group(2));
        add(first, matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3)));
      }
    }
  }

  private void add(int first, int last) {
    if (first < LEAST || last > MOST || first > last) {
      throw wrong();
    }
    statuses.set(first, last + 1);
  }

  private static InvalidParameters wrong() {
    return new InvalidParameters(
        Map.of("expected-status", "must list statuses from 100 to 599, such as 2xx or 200, 404"));
  }

  boolean contains(int status) {
    return statuses.get(status);
  }
}
