package dev.groundcrew.watch.alerts;

import java.net.URI;
import java.util.Optional;

/**
 * A receiver that is called by HTTP.
 *
 * @param url secret as a whole, since Slack's carry their key in the path
 * @param secret what signs
 */
record Hook(String name, ReceiverKind kind, URI url, Optional<String> secret) implements Receiver {
  @Override
  public String host() {
    return url.getHost();
  }

  @Override
  public boolean signed() {
    return secret.isPresent();
  }

  @Override
  public String toString() {
    return name;
  }
}
