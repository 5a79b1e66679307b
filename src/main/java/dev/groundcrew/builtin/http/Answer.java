package dev.groundcrew.builtin.http;

import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * What a server said.
 *
 * @param head status and headers
 * @param body empty unless the status is 2xx
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Answer(HttpResponse head, byte[] body) {
  public int status() {
    return head.getCode();
  }

  public boolean isSuccess() {
    return status() / 100 == 2;
  }

  public boolean isRedirect() {
    return switch (status()) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  public boolean isBackOff() {
    return status() == 429 || status() == 503;
  }

  /** The first header of a name, if it fits into so many characters. */
  public Optional<String> header(String name, int longest) {
    Header first = head.getFirstHeader(name);
    return Optional.ofNullable(first)
        .map(Header::getValue)
        .filter(value -> !value.isBlank() && value.length() <= longest);
  }
}
