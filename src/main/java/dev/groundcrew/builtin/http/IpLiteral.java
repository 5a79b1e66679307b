package dev.groundcrew.builtin.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Hosts that are written as addresses. */
final class IpLiteral {
  private static final Pattern PLAIN_4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d\\d|\\d)(?:\\.(?!$)|$)){4}");

  /** Resolvers take a host whose last label is a number for an IPv4 address, whatever its form. */
  private static final Pattern ENDS_IN_NUMBER =
      Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9a-fA-F]*)");

  private IpLiteral() {}

  /** Whether an authority of a URL has an IPv4 address in decimal, octal, hex or short form. */
  static boolean isOdd(String authority) {
    if (authority.startsWith("[")) {
      return false;
    }
    String host = authority.replaceFirst(":\\d*$", "").replaceFirst("\\.$", "");
    return ENDS_IN_NUMBER.matcher(host).matches() && !isPlain4(host);
  }

  private static boolean isPlain4(String host) {
    return PLAIN_4.matcher(host).matches() && !host.matches("(.*\\.)?0\\d.*");
  }

  /** Whether a host is an address and no name. */
  static boolean isOne(String host) {
    return host.startsWith("[") || isPlain4(host);
  }

  /** Whether a host is a name, or an address that is public and written as what it is. */
  static boolean isPublicIfAny(String host) {
    if (!isOne(host)) {
      return true;
    }
    boolean isSix = host.startsWith("[");
    try {
      InetAddress address = InetAddress.getAllByName(host)[0];
      // The JDK unwraps an IPv4 address that is mapped into IPv6.
      return isSix != (address instanceof Inet4Address) && PublicAddresses.contain(address);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
