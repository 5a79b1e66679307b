package dev.groundcrew.task;

import dev.groundcrew.task.AttributeValue.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The attributes of one task as texts, layered by precedence (rule 2 of the package). Immutable.
 *
 * <p>{@code cron}, {@code every}, {@code delay} and {@code at} are four ways to say one thing: a
 * source that sets one of them hides whichever a weaker source has set.
 */
public final class TaskAttributes {
  /** The ways to say when a task is due. */
  static final List<String> TIMINGS = List.of("cron", "every", "delay", "at");

  /** What narrows whichever of them is set. */
  static final List<String> NARROWINGS = List.of("jitter", "from", "until", "except");

  /** Every attribute, in the order in which a task shows them. */
  static final List<String> KNOWN =
      List.of(
          "description",
          "owner",
          "tags",
          "runbook",
          "cron",
          "every",
          "delay",
          "at",
          "zone",
          "jitter",
          "from",
          "until",
          "except",
          "at-startup",
          "order",
          "mode",
          "scope",
          "overlap",
          "concurrency",
          "missed",
          "missed-most",
          "attempts",
          "backoff",
          "max-backoff",
          "after-crash",
          "timeout",
          "yields",
          "idle",
          "repeatable",
          "enabled");

  private final Map<String, AttributeValue> values;

  private TaskAttributes(Map<String, AttributeValue> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /** What stands where nobody sets anything. */
  public static TaskAttributes defaults(String zone) {
    var values = new TreeMap<String, AttributeValue>();
    Map<String, String> texts =
        Map.ofEntries(
            Map.entry("zone", zone),
            Map.entry("at-startup", "false"),
            Map.entry("order", "0"),
            Map.entry("scope", Scope.EVERY_NODE.name()),
            Map.entry("overlap", Overlap.SKIP.name()),
            Map.entry("missed-most", "10"),
            Map.entry("attempts", "1"),
            Map.entry("backoff", "PT10S"),
            Map.entry("max-backoff", "PT1H"),
            Map.entry("after-crash", AfterCrash.RERUN.name()),
            Map.entry("yields", "true"),
            Map.entry("idle", "false"),
            Map.entry("repeatable", "false"),
            Map.entry("enabled", "true"));
    texts.forEach(
        (name, text) ->
            values.put(name, new AttributeValue(text, Source.DEFAULT, Optional.empty())));
    return new TaskAttributes(values);
  }

  /** Attributes as a task shows them. */
  static TaskAttributes of(Map<String, AttributeValue> values) {
    return new TaskAttributes(values);
  }

  /** What an annotation sets, by attribute name; what it leaves open is absent. */
  public static Map<String, String> of(BackgroundTask annotation) {
    var texts = new TreeMap<String, String>();
    texts.put("description", annotation.description());
    texts.put("owner", annotation.owner());
    texts.put("tags", String.join(",", annotation.tags()));
    texts.put("runbook", annotation.runbook());
    texts.put("cron", annotation.cron());
    texts.put("every", annotation.every());
    texts.put("delay", annotation.delay());
    texts.put("at", annotation.at());
    texts.put("zone", annotation.zone());
    texts.put("jitter", annotation.jitter());
    texts.put("from", annotation.from());
    texts.put("until", annotation.until());
    texts.put("except", String.join(",", annotation.except()));
    texts.put("at-startup", annotation.atStartup() ? "true" : "");
    texts.put("order", number(annotation.order()));
    texts.put("mode", names(annotation.mode()));
    texts.put("scope", names(annotation.scope()));
    texts.put("overlap", names(annotation.overlap()));
    texts.put("concurrency", number(annotation.concurrency()));
    texts.put("missed", names(annotation.missed()));
    texts.put("missed-most", number(annotation.missedMost()));
    texts.put("attempts", number(annotation.attempts()));
    texts.put("backoff", annotation.backoff());
    texts.put("max-backoff", annotation.maxBackoff());
    texts.put("after-crash", names(annotation.afterCrash()));
    texts.put("timeout", annotation.timeout());
    texts.put("idle", annotation.idle() ? "true" : "");
    texts.put("repeatable", annotation.repeatable() ? "true" : "");
    texts.put("yields", annotation.yields() ? "" : "false");
    texts.values().removeIf(String::isEmpty);
    return texts;
  }

  private static String number(int value) {
    return value == 0 ? "" : Integer.toString(value);
  }

  private static String names(Enum<?>[] values) {
    return String.join(",", List.of(values).stream().map(Enum::name).toList());
  }

  /** These attributes with those of a stronger source on top. */
  public TaskAttributes overriddenBy(Source source, Map<String, String> texts) {
    var merged = new LinkedHashMap<>(values);
    Optional<String> hiddenTiming =
        texts.keySet().stream().anyMatch(TIMINGS::contains)
            ? removeTimings(merged)
            : Optional.empty();
    texts.forEach(
        (name, text) -> {
          Optional<String> hidden =
              Optional.ofNullable(merged.get(name)).map(AttributeValue::value);
          merged.put(
              name,
              new AttributeValue(text, source, TIMINGS.contains(name) ? hiddenTiming : hidden));
        });
    return new TaskAttributes(merged);
  }

  private static Optional<String> removeTimings(Map<String, AttributeValue> values) {
    Optional<String> hidden = Optional.empty();
    for (String timing : TIMINGS) {
      AttributeValue value = values.remove(timing);
      if (value != null) {
        hidden = Optional.of(timing + " " + value.value());
      }
    }
    return hidden;
  }

  /** An attribute's text, if it is set and not empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name))
        .map(AttributeValue::value)
        .filter(text -> !text.isBlank());
  }

  /** Where an attribute's text comes from. */
  Source source(String name) {
    return values.containsKey(name) ? values.get(name).source() : Source.DEFAULT;
  }

  /** The attributes that are set, in the order in which a task shows them. */
  public Map<String, AttributeValue> values() {
    var ordered = new LinkedHashMap<String, AttributeValue>();
    for (String name : KNOWN) {
      if (values.containsKey(name)) {
        ordered.put(name, values.get(name));
      }
    }
    values.forEach(ordered::putIfAbsent);
    return ordered;
  }
}
