package dev.groundcrew.access;

import dev.groundcrew.settings.SettingsReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which groups of somewhere else have which of our roles; {@code *} stands for everybody there.
 *
 * @param groups of each role, the role that includes most first
 */
record RoleMapping(Map<String, Set<String>> groups) {
  private static final String EVERYBODY = "*";

  /**
   * Reads the settings {@code administrators}, {@code operators} and {@code viewers}.
   *
   * @param prefix that stands before them
   */
  static RoleMapping read(SettingsReader reader, String prefix) {
    var groups = new LinkedHashMap<String, Set<String>>();
    groups.put(Role.ADMINISTRATOR, names(reader.optionalText(prefix + "administrators")));
    groups.put(Role.OPERATOR, names(reader.optionalText(prefix + "operators")));
    groups.put(Role.VIEWER, names(reader.optionalText(prefix + "viewers")));
    return new RoleMapping(groups);
  }

  private static Set<String> names(Optional<String> text) {
    return text.stream()
        .flatMap(names -> Stream.of(names.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether nobody has a role by it. */
  boolean isEmpty() {
    return groups.values().stream().allMatch(Set::isEmpty);
  }

  /** The highest role that membership in some groups gives. */
  Optional<String> roleOf(Collection<String> memberships) {
    return groups.entrySet().stream()
        .filter(
            role ->
                role.getValue().contains(EVERYBODY)
                    || role.getValue().stream().anyMatch(memberships::contains))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
