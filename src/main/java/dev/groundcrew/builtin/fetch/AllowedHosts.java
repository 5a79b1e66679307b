package dev.groundcrew.builtin.fetch;

import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where fetch tasks may go (rule 6 of the package). Safe for use by several threads. */
@ApplicationScoped
class AllowedHosts implements ReadsSettings {
  private static final String ANY = "*";

  /** What some resolvers take for an IPv4 address: decimal, octal, hexadecimal and short forms. */
  private static final Pattern NUMERIC =
      Pattern.compile("(0[xX][0-9a-fA-F]*|[0-9]+)(\\.(0[xX][0-9a-fA-F]*|[0-9]+)){0,3}\\.?");

  private static final Pattern DOTTED_QUAD =
      Pattern.compile("((0|[1-9][0-9]{0,2})\\.){3}(0|[1-9][0-9]{0,2})");

  private volatile Set<String> names = Set.of(ANY);
  private volatile Set<String> privates = Set.of();

  @Override
  public void read(SettingsReader reader) {
    names = list(reader.text("groundcrew.fetch.allow", ANY));
    privates = list(reader.optionalText("groundcrew.fetch.allow-private").orElse(""));
  }

  private static Set<String> list(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
        .map(String::strip)
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Checks a URL before anything is resolved.
   *
   * @throws FetchException if it may not be fetched
   */
  void check(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new FetchException("only http and https are fetched, not " + uri);
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new FetchException("the URL must name a host and no user: " + uri.getHost());
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (NUMERIC.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
      throw new FetchException("an address must be written as four decimal numbers: " + host);
    }
    boolean named = names.contains(ANY) || names.contains(host) || mayBePrivate(host, port(uri));
    if (!named) {
      throw new FetchException(host + " is not in groundcrew.fetch.allow");
    }
    if (mayBePrivateAtSomePort(host) && !mayBePrivate(host, port(uri))) {
      throw new FetchException(
          "groundcrew.fetch.allow-private does not allow port " + port(uri) + " of " + host);
    }
  }

  static int port(URI uri) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    return uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
  }

  /** Whether a host may have a private address at a port. */
  boolean mayBePrivate(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    return privates.contains(name) || privates.contains(name + ":" + port);
  }

  /** Whether a host may have a private address at any port at all. */
  boolean mayBePrivateAtSomePort(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return privates.stream().anyMatch(entry -> entry.equals(name) || entry.startsWith(name + ":"));
  }

  /** Whether an address is of the public internet (RFC 6890 and its registries). */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return bytes.length == 4 ? isPublic(bytes) : isPublicV6(bytes);
  }

  private static boolean isPublic(byte[] v4) {
    int first = v4[0] & 0xff;
    int second = v4[1] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean protocol = first == 192 && second == 0;
    boolean benchmark = first == 198 && (second == 18 || second == 19);
    return first != 0 && first < 240 && !shared && !protocol && !benchmark;
  }

  /** Global unicast is 2000::/3; of it 2002::/16 and 2001::/23 carry or hide other addresses. */
  private static boolean isPublicV6(byte[] v6) {
    int first = (v6[0] & 0xff) << 8 | (v6[1] & 0xff);
    boolean global = first >> 13 == 1;
    boolean tunnel = first == 0x2002 || (first == 0x2001 && (v6[2] & 0xfe) == 0);
    return global && !tunnel;
  }
}
