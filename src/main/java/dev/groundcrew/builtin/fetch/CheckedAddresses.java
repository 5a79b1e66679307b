package dev.groundcrew.builtin.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for the client, and lets through only addresses that may be connected to. The
 * client connects to what this answers, so a name that resolves differently the second time gains
 * nothing.
 */
record CheckedAddresses(AllowedHosts allowed, DnsResolver names) implements DnsResolver {
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = names.resolve(host);
    // The port was checked with the URL: what is allowed there for any port or for that one.
    InetAddress[] fit =
        allowed.mayBePrivateAtSomePort(host)
            ? all
            : Arrays.stream(all).filter(AllowedHosts::isPublic).toArray(InetAddress[]::new);
    if (fit.length == 0) {
      throw new UnknownHostException(
          host + " has a private address; groundcrew.fetch.allow-private can allow it");
    }
    return fit;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
