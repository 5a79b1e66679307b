package dev.groundcrew.execution;

import dev.groundcrew.settings.Place;
import dev.groundcrew.settings.SettingsReader;
import java.util.Arrays;
import java.util.List;

/**
 * How background work makes room for requests.
 *
 * @param enabled whether it does at all, until somebody switches it over REST
 * @param share of one core that all background work together keeps, 0 to 1
 * @param reserve of a CPU quota that is kept for requests, 0 to 1
 * @param exclude paths whose requests do not count; a {@code *} at the end stands for anything
 */
public record GateSettings(boolean enabled, double share, double reserve, List<String> exclude) {
  private static final List<String> ALWAYS = List.of("/api/health*", "/api/metrics", "/api/events");
  private static final double PERCENT = 100;

  /** Reads {@code groundcrew.gate.*}. */
  public static GateSettings read(SettingsReader reader) {
    String exclude = reader.text("groundcrew.gate.exclude", "");
    for (String path : paths(exclude)) {
      if (!path.startsWith("/")) {
        reader.fault(
            "groundcrew.gate.exclude",
            "'" + path + "' must be a path below the application such as /reports/*");
      }
    }
    return new GateSettings(
        reader.flag("groundcrew.gate.enabled", true),
        reader.integer("groundcrew.gate.share", 10, 1, 100) / PERCENT,
        reader.integer("groundcrew.gate.reserve", 20, 0, 90) / PERCENT,
        paths(exclude));
  }

  private static List<String> paths(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(path -> !path.isEmpty())
        .toList();
  }

  /** Whether requests to a path below the application's root do not count. */
  boolean excludes(String path) {
    return matchesAny(ALWAYS, Place.current().below(path)) || matchesAny(exclude, path);
  }

  private static boolean matchesAny(List<String> patterns, String path) {
    for (String pattern : patterns) {
      boolean matches =
          pattern.endsWith("*")
              ? path.startsWith(pattern.substring(0, pattern.length() - 1))
              : path.equals(pattern);
      if (matches) {
        return true;
      }
    }
    return false;
  }
}
