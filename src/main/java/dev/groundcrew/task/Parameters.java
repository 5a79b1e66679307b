package dev.groundcrew.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The checked parameters of one task. Immutable. */
public final class Parameters {
  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Checks texts against what a type can be told, and fills in the fallbacks.
   *
   * @throws InvalidParameters with every fault, if there is one
   */
  public static Parameters of(List<Parameter> known, Map<String, String> texts) {
    var faults = new TreeMap<String, String>();
    var values = new TreeMap<String, String>();
    for (Parameter parameter : known) {
      String text = texts.getOrDefault(parameter.name(), parameter.fallback());
      if (text != null) {
        parameter.fault(text).ifPresent(fault -> faults.put(parameter.name(), fault));
        values.put(parameter.name(), text);
      } else if (parameter.required()) {
        faults.put(parameter.name(), "is missing: " + parameter.description());
      }
    }
    for (String name : unknown(known, texts)) {
      faults.put(name, "is unknown; known are " + names(known));
    }
    if (!faults.isEmpty()) {
      throw new InvalidParameters(faults);
    }
    return new Parameters(values);
  }

  private static List<String> unknown(List<Parameter> known, Map<String, String> texts) {
    var unknown = new ArrayList<>(texts.keySet());
    known.forEach(parameter -> unknown.remove(parameter.name()));
    return unknown;
  }

  private static String names(List<Parameter> known) {
    return known.stream().map(Parameter::name).collect(Collectors.joining(", "));
  }

  /** A text that may be missing. */
  public Optional<String> optionalText(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A text that is required or has a fallback. */
  public String text(String name) {
    return read(name, Function.identity());
  }

  /** A whole number that has a fallback. */
  public long integer(String name) {
    return read(name, Long::parseLong);
  }

  /** A switch that has a fallback. */
  public boolean flag(String name) {
    return read(name, Boolean::parseBoolean);
  }

  /** A duration that has a fallback. */
  public Duration duration(String name) {
    return read(name, Duration::parse);
  }

  private <T> T read(String name, Function<String, T> reader) {
    String text = values.get(name);
    if (text == null) {
      throw new IllegalArgumentException("the task type declares no required parameter " + name);
    }
    return reader.apply(text);
  }
}
