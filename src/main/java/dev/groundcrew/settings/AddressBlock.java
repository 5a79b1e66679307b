package dev.groundcrew.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike (RFC 4632, RFC 4291).
 *
 * @param first one of them
 * @param bits how many bits they share
 */
public record AddressBlock(InetAddress first, int bits) {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]+");
  private static final Pattern CIDR = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or one address; empty if it is anything else. */
  public static Optional<AddressBlock> parse(String text) {
    Matcher parts = CIDR.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return address(parts.group(1))
        .flatMap(
            address -> {
              int most = address.getAddress().length * Byte.SIZE;
              int bits = parts.group(2) == null ? most : Integer.parseInt(parts.group(2));
              return bits <= most ? Optional.of(new AddressBlock(address, bits)) : Optional.empty();
            });
  }

  /** An address as it is written in digits; a name is none, so that nothing is looked up. */
  public static Optional<InetAddress> address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is one of them; never if it is of the other protocol. */
  public boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
