package dev.groundcrew.watch.alerts;

import java.net.URI;
import java.util.Optional;

/**
 * Where alerts go.
 *
 * @param name of the operator's choice
 * @param url secret as a whole, since Slack's carry their key in the path
 * @param secret what signs
 */
record Receiver(String name, ReceiverKind kind, URI url, Optional<String> secret) {
  /** What may be shown of the address. */
  String host() {
    return url.getHost();
  }

  @Override
  public String toString() {
    return name;
  }
}
