package dev.groundcrew.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads settings by key, remembers which were asked for, and collects every fault instead of
 * throwing at the first. Not safe for use by several threads: a start-up reads in one.
 */
public final class SettingsReader {
  private final Function<String, Optional<String>> source;
  private final SortedSet<String> names;
  private final Map<String, Setting> asked = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * Reads from any source of texts.
   *
   * @param source the text of a key, if it is set
   * @param names every key that is set, ours and others'
   */
  public SettingsReader(Function<String, Optional<String>> source, Collection<String> names) {
    this.source = source;
    this.names = new TreeSet<>(names);
  }

  /**
   * The keys that are set below a prefix, for settings whose names the operator makes up.
   *
   * @param prefix such as {@code groundcrew.purge.}
   */
  public List<String> namesBelow(String prefix) {
    return names.stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** A text that may be left out. An empty one counts as left out. */
  public Optional<String> optionalText(String key) {
    asked.put(key, new Setting(key, "", "text"));
    return source.apply(key).filter(text -> !text.isBlank());
  }

  /** A text with a fallback. */
  public String text(String key, String fallback) {
    return read(key, fallback, "text", Optional::of);
  }

  /** A switch. */
  public boolean flag(String key, boolean fallback) {
    return read(
        key,
        fallback,
        "true or false",
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /** A whole number within a range, both ends included. */
  public int integer(String key, int fallback, int least, int most) {
    return read(
        key,
        fallback,
        least + " to " + most,
        text -> {
          try {
            int value = Integer.parseInt(text);
            return value < least || value > most ? Optional.empty() : Optional.of(value);
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        });
  }

  /** An ISO-8601 duration within a range, both ends included. */
  public Duration duration(String key, Duration fallback, Duration least, Duration most) {
    return read(
        key,
        fallback,
        least + " to " + most,
        text -> {
          try {
            Duration value = Duration.parse(text);
            return value.compareTo(least) < 0 || value.compareTo(most) > 0
                ? Optional.empty()
                : Optional.of(value);
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        });
  }

  private <T> T read(String key, T fallback, String range, Function<String, Optional<T>> parser) {
    asked.put(key, new Setting(key, fallback.toString(), range));
    Optional<String> text = source.apply(key).filter(value -> !value.isBlank());
    if (text.isEmpty()) {
      return fallback;
    }
    Optional<T> value = parser.apply(text.get().strip());
    if (value.isEmpty()) {
      fault(key, "'" + text.get() + "' must be " + range);
    }
    return value.orElse(fallback);
  }

  /** Adds a fault that a feature has found in a setting by itself. */
  public void fault(String key, String mend) {
    String fault = key + " " + mend;
    // Two features may read one setting.
    if (!faults.contains(fault)) {
      faults.add(fault);
    }
  }

  /**
   * Adds a fault if a class is not there: neither a library nor each server brings all that a
   * setting can ask for. The class is not initialised.
   *
   * @param type its full name
   */
  public void needs(String key, String type, String mend) {
    try {
      Class.forName(type, false, SettingsReader.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      fault(key, mend);
    }
  }

  /** Finds keys that are set and that no feature asked for. Call it once all have read theirs. */
  public void refuseUnknown() {
    for (String name : namesBelow("groundcrew.")) {
      if (!asked.containsKey(name)) {
        fault(
            name,
            Nearest.to(name, asked.keySet())
                .map(near -> "is unknown; did you mean " + near + "?")
                .orElse("is unknown: remove it"));
      }
    }
  }

  /** Every fault so far, each with its key and its mend. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** Every setting that was asked for, by key, with the value in force. */
  public SettingsInForce inForce() {
    return new SettingsInForce(
        asked.values().stream()
            .map(one -> SettingsInForce.One.of(one, source.apply(one.key())))
            .toList());
  }

  /** Every setting that was asked for, by key. */
  public Collection<Setting> asked() {
    return List.copyOf(asked.values());
  }
}
