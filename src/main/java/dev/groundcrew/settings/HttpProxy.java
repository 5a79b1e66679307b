package dev.groundcrew.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The proxy that calls of other systems go through: requests for {@code https} in a tunnel
 * (CONNECT, RFC 9110, section 9.3.6), others with the whole URL as their target.
 *
 * @param host a name or an address
 * @param port where it listens
 * @param direct hosts that are called without it; one that begins with a dot stands for all names
 *     that end so
 */
public record HttpProxy(String host, int port, Set<String> direct) {
  private static final String PROXY = "groundcrew.http.proxy";
  private static final String NO_PROXY = "groundcrew.http.no-proxy";
  private static final String HERE = "localhost, 127.0.0.1, [::1]";
  private static final Pattern DIRECT =
      Pattern.compile("\\.?[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+\\]");

  /** Everything in one spelling. */
  public HttpProxy {
    host = HostName.normal(host);
    direct = direct.stream().map(HostName::normal).collect(Collectors.toUnmodifiableSet());
  }

  /** Reads the two settings; empty if there is no proxy, or a fault that the reader then knows. */
  public static Optional<HttpProxy> read(SettingsReader reader) {
    Optional<String> text = reader.optionalText(PROXY);
    Set<String> direct = direct(reader);
    return text.flatMap(url -> parse(reader, url.strip()))
        .map(url -> new HttpProxy(url.getHost(), url.getPort(), direct));
  }

  private static Set<String> direct(SettingsReader reader) {
    Set<String> direct =
        Arrays.stream(reader.text(NO_PROXY, HERE).split(",", -1))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(HostName::normal)
            .collect(Collectors.toUnmodifiableSet());
    direct.stream()
        .filter(entry -> !DIRECT.matcher(entry).matches())
        .forEach(
            entry ->
                reader.fault(
                    NO_PROXY,
                    "'"
                        + entry
                        + "' must be a host without a port, or .example.org for all below"));
    return direct;
  }

  /** The text is not repeated in the fault: it may hold a password. */
  private static Optional<URI> parse(SettingsReader reader, String text) {
    try {
      var url = new URI(text);
      boolean bare =
          url.getUserInfo() == null
              && ("".equals(url.getPath()) || "/".equals(url.getPath()))
              && url.getQuery() == null
              && url.getFragment() == null;
      boolean sound = url.getPort() > 0 && url.getPort() <= 65_535;
      if ("http".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && sound && bare) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // Falls through to the same fault.
    }
    reader.fault(PROXY, "must be http://HOST:PORT, without a user or anything else");
    return Optional.empty();
  }

  /** Whether calls of a host go through it. */
  public boolean serves(String name) {
    String normal = HostName.normal(name);
    return direct.stream()
        .noneMatch(entry -> entry.startsWith(".") ? normal.endsWith(entry) : normal.equals(entry));
  }

  /** Whether this is where the proxy itself listens. */
  public boolean isAt(String name, int otherPort) {
    return otherPort == port && HostName.normal(name).equals(host);
  }
}
