package dev.groundcrew.builtin.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where fetch tasks may go (rules 8 and 9 of the package).
 *
 * @param hosts the only hosts, or {@code *} for every public one
 * @param privateHosts hosts, each with or without a port, that may have any address
 */
public record Reach(Set<String> hosts, Set<String> privateHosts) {
  private static final String EVERY = "*";

  public Reach {
    hosts = Set.copyOf(hosts);
    privateHosts = Set.copyOf(privateHosts);
  }

  /**
   * Checks what can be seen without asking for addresses.
   *
   * @throws OutboundException if no task may go there
   */
  public void check(URI url) throws OutboundException {
    refuseUnless("http".equals(scheme(url)) || "https".equals(scheme(url)), url, "http or https");
    String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
    // Not in the message: what stands before the @ may be a password.
    if (authority.indexOf('@') >= 0) {
      throw new OutboundException("the url must not carry user info");
    }
    if (IpLiteral.isOdd(authority)) {
      throw new OutboundException(
          url + " is refused: write an IPv4 address as four decimal numbers, such as 192.0.2.1");
    }
    refuseUnless(url.getHost() != null, url, "a URL with a host");
    refuseUnless(url.getPort() <= 65_535 && url.getPort() != 0, url, "a URL with a port to 65535");
    checkHost(url);
  }

  private static String scheme(URI url) {
    return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
  }

  private static void refuseUnless(boolean sound, URI url, String wanted) throws OutboundException {
    if (!sound) {
      throw new OutboundException(url + " is refused: it must be " + wanted);
    }
  }

  private void checkHost(URI url) throws OutboundException {
    String host = normal(url.getHost());
    if (mayBePrivate(host, port(url))) {
      return;
    }
    if (!hosts.contains(EVERY) && !hosts.contains(host)) {
      throw new OutboundException(host + " is refused: groundcrew.fetch.allow does not name it");
    }
    if (!IpLiteral.isPublicIfAny(host)) {
      throw new OutboundException(notPublic(host, host));
    }
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equals(scheme(url)) ? 443 : 80;
  }

  /** Whether a connection to a host may lead to an address. */
  public boolean allows(String host, int port, InetAddress address) {
    return PublicAddresses.contain(address) || mayBePrivate(normal(host), port);
  }

  private boolean mayBePrivate(String host, int port) {
    return privateHosts.contains(host) || privateHosts.contains(host + ":" + port);
  }

  static String notPublic(String host, String address) {
    return "%s is refused: %s is no public address; groundcrew.fetch.allow-private may name the host"
        .formatted(host, address);
  }

  /** One spelling for each host: lower case, no dot at the end, brackets around IPv6. */
  static String normal(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return bare.indexOf(':') >= 0 && !bare.startsWith("[") ? "[" + bare + "]" : bare;
  }
}
