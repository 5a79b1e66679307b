package dev.groundcrew.builtin.http;

import dev.groundcrew.settings.HostName;
import dev.groundcrew.settings.HttpProxy;
import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the configuration says about where fetch tasks may go. */
@ApplicationScoped
class OutboundSettings implements ReadsSettings {
  private static final String ALLOW = "groundcrew.fetch.allow";
  private static final String ALLOW_PRIVATE = "groundcrew.fetch.allow-private";
  private static final String NAME = "[a-zA-Z0-9_.-]+|\\[[0-9a-fA-F:.]+\\]";
  private static final Pattern HOST = Pattern.compile("\\*|" + NAME);
  private static final Pattern HOST_AND_PORT = Pattern.compile("(?:" + NAME + ")(?::\\d{1,5})?");

  private volatile Reach reach = new Reach(Set.of(), Set.of());

  @Override
  public void read(SettingsReader reader) {
    Set<String> hosts = list(reader, ALLOW, "*");
    Set<String> privateHosts = list(reader, ALLOW_PRIVATE, "");
    refuse(reader, ALLOW, hosts, HOST, "a host without a port, or *");
    refuse(reader, ALLOW_PRIVATE, privateHosts, HOST_AND_PORT, "a host or host:port");
    reach = new Reach(hosts, privateHosts, HttpProxy.read(reader));
  }

  private static Set<String> list(SettingsReader reader, String key, String fallback) {
    return Arrays.stream(reader.text(key, fallback).split(",", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(OutboundSettings::normal)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** With a port at its end an entry is spelt as it has to be; else its host is made so. */
  private static String normal(String entry) {
    boolean hasPort = entry.matches("[^:]*:\\d+|\\[.*\\]:\\d+");
    return hasPort ? entry.toLowerCase(Locale.ROOT) : HostName.normal(entry);
  }

  private static void refuse(
      SettingsReader reader, String key, Set<String> entries, Pattern pattern, String wanted) {
    for (String entry : entries) {
      if (!pattern.matcher(entry).matches()) {
        reader.fault(key, "'" + entry + "' must be " + wanted);
      }
    }
  }

  Reach reach() {
    return reach;
  }
}
