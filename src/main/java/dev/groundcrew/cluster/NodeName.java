package dev.groundcrew.cluster;

import dev.groundcrew.settings.SettingsReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What this node is called. */
public final class NodeName {
  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

  private NodeName() {}

  /** Reads {@code groundcrew.node}; without it the node is called like its host. */
  public static String read(SettingsReader reader) {
    String name = reader.text("groundcrew.node", hostName());
    if (!VALID.matcher(name).matches()) {
      reader.fault("groundcrew.node", "'" + name + "' must match " + VALID.pattern());
    }
    return name;
  }

  private static String hostName() {
    try {
      String host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      String name = host.replaceAll("[^a-z0-9.-]", "-").replaceAll("^[.-]+", "");
      return name.isEmpty() ? "node" : name.substring(0, Math.min(63, name.length()));
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
