package dev.groundcrew;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The arrows of the package description, as written there. */
final class Arrows extends ArchCondition<JavaClass> {
  static final String BASE = "dev.groundcrew";

  private static final Set<String> BELOW_ENGINE =
      Set.of(
          "task",
          "schedule",
          "settings",
          "database",
          "web",
          "access",
          "run",
          "execution",
          "cluster");

  /** Features with packages inside. */
  private static final Set<String> DIVIDED = Set.of("builtin", "watch");

  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("task", Set.of()),
          Map.entry("schedule", Set.of()),
          Map.entry("settings", Set.of()),
          Map.entry("web", Set.of("settings")),
          Map.entry("database", Set.of("settings")),
          Map.entry("access", Set.of("database", "web", "settings")),
          Map.entry("run", Set.of("task", "database", "settings")),
          Map.entry("execution", Set.of("task", "run", "settings")),
          Map.entry("cluster", Set.of("task", "run", "database", "settings")),
          Map.entry("builtin", Set.of("task", "database", "web", "settings", "builtin.http")),
          Map.entry("engine", BELOW_ENGINE),
          Map.entry("watch", with(BELOW_ENGINE, "engine", "builtin")));

  Arrows() {
    super("follow the arrows of dev.groundcrew.package-info");
  }

  private static Set<String> with(Set<String> names, String... more) {
    var all = new TreeSet<>(names);
    all.addAll(Set.of(more));
    return all;
  }

  @Override
  public void check(JavaClass from, ConditionEvents events) {
    for (Dependency arrow : from.getDirectDependenciesFromSelf()) {
      String target = arrow.getTargetClass().getBaseComponentType().getPackageName();
      if (!allowed(from.getPackageName(), target)) {
        events.add(SimpleConditionEvent.violated(arrow, arrow.getDescription()));
      }
    }
  }

  /** Whether a class of one package may use a class of another. */
  static boolean allowed(String from, String to) {
    if (!isOurs(to) || to.equals(from) || from.equals(BASE)) {
      return true;
    }
    String feature = feature(from);
    boolean ownParent = DIVIDED.contains(feature) && to.equals(BASE + "." + feature);
    return ownParent || ALLOWED.getOrDefault(feature, Set.of()).contains(relative(to));
  }

  /** Whether the package description names the feature that a package belongs to. */
  static boolean known(String packageName) {
    return packageName.equals(BASE)
        || ALLOWED.containsKey(relative(packageName))
        || DIVIDED.contains(feature(packageName));
  }

  private static boolean isOurs(String packageName) {
    return packageName.equals(BASE) || packageName.startsWith(BASE + ".");
  }

  private static String relative(String packageName) {
    return packageName.equals(BASE) ? "" : packageName.substring(BASE.length() + 1);
  }

  private static String feature(String packageName) {
    return relative(packageName).split("\\.", 2)[0];
  }
}
