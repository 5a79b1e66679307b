package dev.groundcrew.builtin.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up for the connection manager, which connects to these very addresses: a name that
 * leads elsewhere the next time is checked the next time.
 */
final class CheckedNames implements DnsResolver {
  private final OutboundClient.Rule rule;
  private final OutboundClient.Names names;

  CheckedNames(OutboundClient.Rule rule, OutboundClient.Names names) {
    this.rule = rule;
    this.names = names;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    InetAddress[] found = names.addresses(host);
    for (InetAddress address : found) {
      if (!rule.allows(host, port, address)) {
        throw new UnknownHostException(Reach.notPublic(host, address.getHostAddress()));
      }
    }
    return Stream.of(found).map(address -> new InetSocketAddress(address, port)).toList();
  }

  /** Without a port no rule for one port can hold. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return resolve(host, -1).stream()
        .map(InetSocketAddress::getAddress)
        .toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
