package dev.groundcrew.web;

import static dev.groundcrew.web.SharedJson.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * YAML that means one JSON object. Built from the parser's events, so that nothing is made that
 * JSON does not have: no tags, no anchors, no aliases, no repeated names, and a bounded depth.
 */
final class YamlObject {
  private static final int MAX_DEPTH = 20;
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  private final Iterator<Event> events;

  private YamlObject(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * Reads one document.
   *
   * @throws ProblemException 400 if it is not YAML, or more than JSON can say
   */
  static JsonObject of(String text) {
    try {
      var reading = new YamlObject(new Yaml().parse(new StringReader(text)).iterator());
      return reading.document();
    } catch (MarkedYAMLException e) {
      String where =
          e.getProblemMark() == null
              ? ""
              : "line %d, column %d: "
                  .formatted(e.getProblemMark().getLine() + 1, e.getProblemMark().getColumn() + 1);
      throw wrong("is not YAML: " + where + e.getProblem());
    } catch (YAMLException e) {
      throw wrong("is not YAML: " + e.getMessage());
    }
  }

  /**
   * Writes maps, collections, texts, numbers and flags, as a person would.
   *
   * @return text that {@link #of} reads as the same
   */
  static String text(Object value) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
    return new Yaml(new Faithful(options), options).dump(value);
  }

  /** Quotes a text with other line breaks than one alone, which a block would turn into that. */
  private static final class Faithful extends Representer {
    private static final Pattern OTHER_BREAKS = Pattern.compile("[\\r\\u0085\\u2028\\u2029]");

    Faithful(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
      boolean quoted = OTHER_BREAKS.matcher(value).find() || value.strip().isEmpty();
      return super.representScalar(
          tag,
          value,
          quoted && tag.equals(Tag.STR) ? DumperOptions.ScalarStyle.DOUBLE_QUOTED : style);
    }
  }

  private static ProblemException wrong(String message) {
    return ProblemException.badRequest("", "the body " + message);
  }

  private JsonObject document() {
    Event event = next();
    while (event.is(Event.ID.StreamStart) || event.is(Event.ID.DocumentStart)) {
      event = next();
    }
    JsonValue value = event.is(Event.ID.StreamEnd) ? JsonValue.EMPTY_JSON_OBJECT : value(event, 0);
    while (events.hasNext()) {
      if (events.next().is(Event.ID.DocumentStart)) {
        throw wrong("must be one YAML document, not several");
      }
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw wrong("must be one object");
  }

  private Event next() {
    return events.next();
  }

  private JsonValue value(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong("is nested deeper than " + MAX_DEPTH);
    }
    if (event instanceof AliasEvent alias) {
      throw wrong(
          "must not use the alias *%s%s: quote a text that begins with *"
              .formatted(alias.getAnchor(), line(event)));
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw wrong("must not use the anchor &" + node.getAnchor() + line(event));
    }
    if (event instanceof MappingStartEvent start) {
      refuseTag(start.getTag(), event);
      return object(depth);
    }
    if (event instanceof SequenceStartEvent start) {
      refuseTag(start.getTag(), event);
      return array(depth);
    }
    ScalarEvent scalar = (ScalarEvent) event;
    refuseTag(scalar.getTag(), event);
    return scalar(scalar);
  }

  private static void refuseTag(String tag, Event event) {
    if (tag != null) {
      throw wrong("must not use the tag " + tag + line(event));
    }
  }

  private static String line(Event event) {
    return " in line " + (event.getStartMark().getLine() + 1);
  }

  private JsonObject object(int depth) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    var names = new HashSet<String>();
    for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
      if (!(event instanceof ScalarEvent name) || name.getTag() != null) {
        throw wrong("must have texts as names" + line(event));
      }
      if (!names.add(name.getValue())) {
        throw wrong("has the name " + name.getValue() + " again" + line(event));
      }
      object.add(name.getValue(), value(next(), depth + 1));
    }
    return object.build();
  }

  private JsonValue array(int depth) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
      array.add(value(event, depth + 1));
    }
    return array.build();
  }

  private static JsonValue scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (!scalar.isPlain()) {
      return JSON.createValue(text);
    }
    return switch (text) {
      case "", "~", "null" -> JsonValue.NULL;
      case "true" -> JsonValue.TRUE;
      case "false" -> JsonValue.FALSE;
      default ->
          INTEGER.matcher(text).matches()
              ? JSON.createValue(Long.parseLong(text))
              : JSON.createValue(text);
    };
  }
}
