package dev.groundcrew.builtin.http;

import dev.groundcrew.settings.AddressBlock;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the addresses of the public internet from all others (IANA's special-purpose registries).
 */
final class PublicAddresses {
  private static final List<AddressBlock> NOT_PUBLIC_4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** Loopback, link-local, unique-local, multicast and mapped addresses all lie outside of it. */
  private static final AddressBlock GLOBAL_6 = block("2000::/3");

  /** Parts of it that lead elsewhere: protocol assignments with Teredo, examples, 6to4. */
  private static final List<AddressBlock> NOT_PUBLIC_6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    return address instanceof Inet4Address
        ? isOutside(NOT_PUBLIC_4, address)
        : GLOBAL_6.contains(address) && isOutside(NOT_PUBLIC_6, address);
  }

  private static boolean isOutside(List<AddressBlock> blocks, InetAddress address) {
    return blocks.stream().noneMatch(block -> block.contains(address));
  }

  private static List<AddressBlock> blocks(String... texts) {
    return Stream.of(texts).map(PublicAddresses::block).toList();
  }

  private static AddressBlock block(String text) {
    return AddressBlock.parse(text).orElseThrow();
  }
}
