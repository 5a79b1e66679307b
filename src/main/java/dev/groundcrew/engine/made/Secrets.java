package dev.groundcrew.engine.made;

import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.TaskType;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The secret parameters of a task type, which come back masked.
 *
 * @param names of the parameters
 */
record Secrets(List<String> names) {
  static final String STILL_MASKED = "is masked: give the secret itself";
  static final String GOES_ELSEWHERE =
      "was given for another server: give the secret itself, or say that there is none";

  private static final Pattern WEB = Pattern.compile("(?i)https?://.*");

  static Secrets of(TaskMaker maker, String type) {
    return new Secrets(
        maker.type(type).map(TaskType::parameters).orElse(List.of()).stream()
            .filter(parameter -> parameter.kind() == Parameter.Kind.SECRET)
            .map(Parameter::name)
            .toList());
  }

  boolean anyMasked(MadeTask made) {
    return names.stream().anyMatch(name -> isMasked(made.parameters(), name));
  }

  private static boolean isMasked(Map<String, String> parameters, String name) {
    return ParameterFields.MASK.equals(parameters.get(name));
  }

  /**
   * A task with the secrets that it has already, in the place of masks; but whoever sends it
   * somewhere else must know them.
   *
   * @param known the task as it is stored
   * @param refused hears of each masked parameter that cannot be filled in, and the mend
   */
  MadeTask unmasked(MadeTask made, Optional<MadeTask> known, BiConsumer<String, String> refused) {
    Map<String, String> parameters = new HashMap<>(made.parameters());
    Map<String, String> stored = stored(made, known);
    boolean elsewhere = !destinations(made.parameters()).equals(destinations(stored));
    for (String name : names) {
      if (isMasked(parameters, name)) {
        if (!stored.containsKey(name)) {
          refused.accept(name, STILL_MASKED);
        } else if (elsewhere) {
          refused.accept(name, GOES_ELSEWHERE);
        } else {
          parameters.put(name, stored.get(name));
        }
      }
    }
    return new MadeTask(made.type(), made.attributes(), parameters);
  }

  /** A task with masks for the secrets that it has already, where it says nothing of them. */
  MadeTask kept(MadeTask made, Optional<MadeTask> known) {
    Map<String, String> parameters = new HashMap<>(made.parameters());
    Map<String, String> stored = stored(made, known);
    for (String name : names) {
      if (stored.containsKey(name)) {
        parameters.putIfAbsent(name, ParameterFields.MASK);
      }
    }
    return new MadeTask(made.type(), made.attributes(), parameters);
  }

  /** The servers that a task talks to, as far as its parameters tell: scheme, host and port. */
  private Set<String> destinations(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .filter(entry -> !names.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .filter(text -> WEB.matcher(text).matches())
        .map(Secrets::origin)
        .collect(Collectors.toSet());
  }

  private static String origin(String text) {
    try {
      URI url = URI.create(text.strip());
      boolean plain = "http".equalsIgnoreCase(url.getScheme());
      int usual = plain ? 80 : 443;
      int port = url.getPort() < 0 ? usual : url.getPort();
      return (url.getScheme() + "://" + url.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      // Its type will refuse it, or it is no address at all.
      return text;
    }
  }

  /** A secret of another type is another secret. */
  private static Map<String, String> stored(MadeTask made, Optional<MadeTask> known) {
    return known
        .filter(task -> task.type().equals(made.type()))
        .map(MadeTask::parameters)
        .orElse(Map.of());
  }
}
