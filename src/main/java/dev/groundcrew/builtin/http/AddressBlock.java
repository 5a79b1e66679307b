package dev.groundcrew.builtin.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The addresses that begin with the same bits.
 *
 * @param first any address of the block
 * @param bits how many bits they share
 */
record AddressBlock(InetAddress first, int bits) {
  /** Reads a block such as {@code 10.0.0.0/8}, written with a numeric address. */
  static AddressBlock of(String text) {
    int slash = text.indexOf('/');
    try {
      return new AddressBlock(
          InetAddress.getAllByName(text.substring(0, slash))[0],
          Integer.parseInt(text.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
