package dev.groundcrew.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is set, for people to look at: secrets are masked.
 *
 * @param all every setting that a feature asked for, by key
 */
public record SettingsInForce(List<One> all) {
  /**
   * One setting.
   *
   * @param key its name
   * @param value the text in force, {@link #MASK} in the place of what may be a secret; empty if
   *     there is none
   * @param set whether somebody set it; else it is the default
   * @param range what a value must be, in words
   */
  public record One(String key, String value, boolean set, String range) {
    static One of(Setting asked, Optional<String> text) {
      Optional<String> given = text.filter(it -> !it.isBlank());
      return new One(
          asked.key(),
          given.map(it -> masked(asked.key(), it)).orElse(asked.fallback()),
          given.isPresent(),
          asked.range());
    }
  }

  /** Stands where a secret would. */
  static final String MASK = "********";

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)password|secret|token|credential|authorization|passphrase|private|api-?key"
              + "|\\.parameters\\.");

  /** Scheme and host; what stands before an at-sign, or behind the host, may be a secret. */
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>[a-z][a-z0-9+.-]*://)(?:[^/@\\s]*@)?(?<host>[^/?#;\\s]*)(?<rest>.*)");

  private static String masked(String key, String text) {
    if (SECRET.matcher(key).find() && !isSwitch(text)) {
      return MASK;
    }
    return text.startsWith("jdbc:") ? withoutOptions(text) : hostOnly(text);
  }

  /** Such as {@code groundcrew.fetch.allow-private}: nobody's secret is a yes or no. */
  private static boolean isSwitch(String text) {
    return text.equals("true") || text.equals("false");
  }

  private static String withoutOptions(String text) {
    String address = text.replaceFirst("[?;].*", "");
    String shown = address.replaceFirst("//[^/@]*@", "//" + MASK + "@");
    return address.length() == text.length() ? shown : shown + "?" + MASK;
  }

  private static String hostOnly(String text) {
    var url = URL.matcher(text);
    if (!url.matches()) {
      return text;
    }
    String plain = url.group("scheme") + url.group("host");
    return text.equals(plain) || text.equals(plain + "/") ? text : plain + "/" + MASK;
  }
}
