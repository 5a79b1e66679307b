package dev.groundcrew.settings;

import java.util.Locale;

/** Hosts as URLs and people write them. */
public final class HostName {
  private HostName() {}

  /** One spelling for each host: lower case, no dot at the end, brackets around IPv6. */
  public static String normal(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return bare.indexOf(':') >= 0 && !bare.startsWith("[") ? "[" + bare + "]" : bare;
  }
}
