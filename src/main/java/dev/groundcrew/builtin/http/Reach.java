package dev.groundcrew.builtin.http;

import dev.groundcrew.settings.HostName;
import dev.groundcrew.settings.HttpProxy;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where fetch tasks may go (rules 2, 3 and 6 of the package).
 *
 * @param hosts the only hosts, or {@code *} for every public one
 * @param privateHosts hosts, each with or without a port, that may have any address
 * @param proxy what they go through
 */
public record Reach(Set<String> hosts, Set<String> privateHosts, Optional<HttpProxy> proxy) {
  private static final String EVERY = "*";

  public Reach {
    hosts = Set.copyOf(hosts);
    privateHosts = Set.copyOf(privateHosts);
  }

  /** Without a proxy. */
  public Reach(Set<String> hosts, Set<String> privateHosts) {
    this(hosts, privateHosts, Optional.empty());
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
    String host = HostName.normal(url.getHost());
    if (proxy.isPresent() && proxy.get().serves(host)) {
      checkName(host, port(url));
      return;
    }
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

  /** The proxy looks the name up, and nobody here sees where that leads. */
  private void checkName(String host, int port) throws OutboundException {
    if (IpLiteral.isOne(host)) {
      throw new OutboundException(
          host
              + " is refused: through groundcrew.http.proxy only names are called;"
              + " groundcrew.http.no-proxy may have the address");
    }
    if (!hosts.contains(host) && !mayBePrivate(host, port)) {
      throw new OutboundException(
          host
              + " is refused: through groundcrew.http.proxy nobody here sees its address, so"
              + " groundcrew.fetch.allow must name it");
    }
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equals(scheme(url)) ? 443 : 80;
  }

  /** Whether a connection to a host, or to the proxy, may lead to an address. */
  public boolean allows(String host, int port, InetAddress address) {
    return PublicAddresses.contain(address)
        || mayBePrivate(HostName.normal(host), port)
        || proxy.filter(it -> it.isAt(host, port)).isPresent();
  }

  private boolean mayBePrivate(String host, int port) {
    return privateHosts.contains(host) || privateHosts.contains(host + ":" + port);
  }

  static String notPublic(String host, String address) {
    return "%s is refused: %s is no public address; groundcrew.fetch.allow-private may name the host"
        .formatted(host, address);
  }
}
