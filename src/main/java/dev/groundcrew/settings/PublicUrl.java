package dev.groundcrew.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where people reach the application, behind whatever proxy. */
public final class PublicUrl {
  private static final String KEY = "groundcrew.public-url";

  private PublicUrl() {}

  /** The URL with a slash at its end, as the path of the application; empty if nobody sets it. */
  public static Optional<URI> read(SettingsReader reader) {
    return reader.optionalText(KEY).flatMap(text -> parse(reader, text.strip()));
  }

  private static Optional<URI> parse(SettingsReader reader, String text) {
    try {
      URI url = new URI(text.endsWith("/") ? text : text + "/");
      boolean web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      if (web && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // Falls through to the same fault.
    }
    reader.fault(KEY, "'" + text + "' must be a URL such as https://ops.example/groundcrew/");
    return Optional.empty();
  }
}
