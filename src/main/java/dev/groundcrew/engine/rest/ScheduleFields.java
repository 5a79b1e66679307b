package dev.groundcrew.engine.rest;

import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When a task is due, as a request says it: fields or query parameters to attributes. Stateless.
 */
public final class ScheduleFields {
  private static final String[] FIELDS = {
    "cron",
    "every",
    "delay",
    "at",
    "byHand",
    "zone",
    "jitter",
    "from",
    "until",
    "except",
    "atStartup"
  };

  /** The attributes that say when a task is due. */
  public static final Set<String> ATTRIBUTES =
      Set.of(
          "cron",
          "every",
          "delay",
          "at",
          "zone",
          "jitter",
          "from",
          "until",
          "except",
          "at-startup");

  /** The attributes of which one says how the task recurs. */
  public static final List<String> WAYS = List.of("cron", "every", "delay", "at");

  private static final List<String> NARROWINGS = List.of("jitter", "from", "until");
  private static final int MOST_CHARACTERS = 256;
  private static final int MOST_DATES = 10_000;
  private static final int DATE_CHARACTERS = 16;

  private ScheduleFields() {}

  /** What a body may say. */
  public static String[] known() {
    return FIELDS.clone();
  }

  /**
   * The attributes that a body sets: all of a schedule, so that what it leaves out is not set. Only
   * the zone and the start-up stay as the code has them. Tells the body of every fault.
   */
  public static Map<String, String> read(JsonBody body) {
    var texts = new TreeMap<String, String>();
    for (String way : WAYS) {
      body.text(way, MOST_CHARACTERS).ifPresent(text -> texts.put(way, text));
      if (texts.getOrDefault(way, "-").isBlank()) {
        body.fault("/" + way, "must not be empty: leave it out, or set byHand");
      }
    }
    boolean atStartup = body.flag("atStartup").map(on -> startup(on, texts)).orElse(false);
    boolean byHand = body.flag("byHand").orElse(false);
    boolean recurs = WAYS.stream().anyMatch(texts::containsKey);
    if (byHand && (recurs || atStartup)) {
      body.fault("/byHand", "says that nothing but a person starts the task: leave out the others");
    } else if (!byHand && !recurs && !atStartup) {
      body.fault("", "must say when the task is due: cron, every, delay, at, atStartup or byHand");
    }
    if (!recurs) {
      texts.put("cron", "");
    }
    body.text("zone", MOST_CHARACTERS)
        .filter(text -> !text.isBlank())
        .ifPresent(text -> texts.put("zone", text));
    for (String narrowing : NARROWINGS) {
      texts.put(narrowing, body.text(narrowing, MOST_CHARACTERS).orElse(""));
    }
    texts.put(
        "except",
        body.texts("except", MOST_DATES, DATE_CHARACTERS)
            .map(dates -> String.join(",", dates))
            .orElse(""));
    return texts;
  }

  private static boolean startup(boolean on, Map<String, String> texts) {
    texts.put("at-startup", Boolean.toString(on));
    return on;
  }

  /** The fields that say the same as a task's attributes; empty if nothing does. */
  public static Map<String, Object> shown(Map<String, String> attributes) {
    var fields = new LinkedHashMap<String, Object>();
    for (String field : FIELDS) {
      String text = attributes.get(field.equals("atStartup") ? "at-startup" : field);
      if (text != null) {
        fields.put(
            field,
            switch (field) {
              case "atStartup" -> Boolean.valueOf(text);
              case "except" -> List.of(text.split(",", -1));
              default -> text;
            });
      }
    }
    boolean starts = WAYS.stream().anyMatch(fields::containsKey) || fields.containsKey("atStartup");
    if (!fields.isEmpty() && !starts) {
      fields.put("byHand", true);
    }
    return fields;
  }

  /** Where in a body an attribute stands. */
  public static String pointer(AttributeFault fault) {
    return "/" + (fault.attribute().equals("at-startup") ? "atStartup" : fault.attribute());
  }

  /** The attributes that a query sets. */
  static Map<String, String> read(Query query) {
    var texts = new TreeMap<String, String>();
    for (String name : List.of("cron", "every", "delay", "at", "zone", "jitter", "from", "until")) {
      query.text(name).ifPresent(text -> texts.put(name, text));
    }
    List<String> dates = query.texts("except");
    if (!dates.isEmpty()) {
      texts.put("except", String.join(",", dates));
    }
    if (WAYS.stream().noneMatch(texts::containsKey)) {
      query.fault("cron", "or every, delay or at must say when a task is due");
    }
    return texts;
  }
}
