package dev.groundcrew.web;

import dev.groundcrew.web.Problem.FieldError;
import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The JSON object that a request carries (rule 2 of the package). */
public final class JsonBody {
  private static final int MAX_BYTES = 1_000_000;
  private static final int MAX_DEPTH = 20;
  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private final JsonObject object;
  private final List<FieldError> errors = new ArrayList<>();

  private JsonBody(JsonObject object, String... known) {
    this.object = object;
    Set<String> names = Set.of(known);
    for (String name : object.keySet()) {
      if (!names.contains(name)) {
        errors.add(
            new FieldError(
                "/" + name.replace("~", "~0").replace("/", "~1"),
                names.isEmpty()
                    ? "is unknown; this path takes no fields"
                    : "is unknown; known are " + String.join(", ", known)));
      }
    }
  }

  /**
   * Reads a body; an empty one counts as an object without fields.
   *
   * @param known the fields that the route takes; any other is refused
   * @throws ProblemException 400 if it is not one JSON object, 413 if it is too large
   */
  public static JsonBody read(InputStream in, String... known) {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw ProblemException.tooLarge("The body is larger than " + MAX_BYTES + " bytes");
      }
      return new JsonBody(bytes.length == 0 ? JsonValue.EMPTY_JSON_OBJECT : parse(bytes), known);
    } catch (IOException e) {
      throw ProblemException.badRequest("", "the body could not be read");
    }
  }

  private static JsonObject parse(byte[] bytes) {
    refuseDeep(bytes);
    refuseMoreThanOne(bytes);
    try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(bytes))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException | ClassCastException e) {
      throw ProblemException.badRequest(
          "", "the body must be one JSON object without repeated names");
    }
  }

  /** A reader stops behind the first value; a parser that is asked for more finds what follows. */
  private static void refuseMoreThanOne(byte[] bytes) {
    try (JsonParser parser = Json.createParser(new ByteArrayInputStream(bytes))) {
      while (parser.hasNext()) {
        parser.next();
      }
    } catch (JsonException | NoSuchElementException e) {
      throw ProblemException.badRequest("", "the body must be one JSON object");
    }
  }

  /** Parsers recurse: depth is bounded before one sees the text. Brackets in strings count too. */
  private static void refuseDeep(byte[] bytes) {
    int depth = 0;
    for (byte b : bytes) {
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        throw ProblemException.badRequest("", "the body is nested deeper than " + MAX_DEPTH);
      }
    }
  }

  /** A text field. */
  public Optional<String> text(String name) {
    JsonValue value = object.get(name);
    if (value == null || value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    errors.add(new FieldError("/" + name, "must be a string"));
    return Optional.empty();
  }

  /** Refuses the request if any field was wrong. Call it once all have been read. */
  public void check() {
    if (!errors.isEmpty()) {
      throw ProblemException.badRequest(errors);
    }
  }
}
