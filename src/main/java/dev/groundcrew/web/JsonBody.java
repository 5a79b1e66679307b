package dev.groundcrew.web;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.web.Problem.FieldError;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON object that a request carries (rule 2 of the package). */
public final class JsonBody {
  private static final int MAX_BYTES = 1_000_000;
  private static final JsonReaderFactory READERS =
      JSON.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private final JsonObject object;
  private final String at;
  private final List<FieldError> errors;

  private JsonBody(JsonObject object, String at, List<FieldError> errors, String... known) {
    this.object = object;
    this.at = at;
    this.errors = errors;
    Set<String> names = Set.of(known);
    for (String name : object.keySet()) {
      if (!names.contains(name)) {
        errors.add(
            new FieldError(
                pointer(name),
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
    byte[] bytes = bytes(in);
    return new JsonBody(
        bytes.length == 0 ? JsonValue.EMPTY_JSON_OBJECT : parse(bytes),
        "",
        new ArrayList<>(),
        known);
  }

  /**
   * Reads a body that may be YAML too; what begins with a brace is JSON.
   *
   * @param known the fields that the route takes; any other is refused
   * @throws ProblemException 400 if it is not one object, 413 if it is too large
   */
  public static JsonBody readYaml(InputStream in, String... known) {
    byte[] bytes = bytes(in);
    String text = decoded(bytes);
    JsonObject object = text.stripLeading().startsWith("{") ? parse(bytes) : YamlObject.of(text);
    return new JsonBody(object, "", new ArrayList<>(), known);
  }

  /**
   * Writes maps, collections, texts, numbers and flags as YAML that {@link #readYaml} takes back.
   */
  public static String yaml(Map<String, Object> object) {
    return YamlObject.text(object);
  }

  private static byte[] bytes(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw ProblemException.tooLarge("The body is larger than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw ProblemException.badRequest("", "the body could not be read");
    }
  }

  private static JsonObject parse(byte[] bytes) {
    String text = decoded(bytes);
    JsonNesting.check(text);
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException | ClassCastException e) {
      throw ProblemException.badRequest(
          "", "the body must be one JSON object without repeated names");
    } catch (UnsupportedOperationException e) {
      // What Parsson throws at a number of more than 1,100 digits.
      throw ProblemException.badRequest("", "the body has a number of too many digits");
    }
  }

  /** A parser given bytes would guess at UTF-16 too, and see another text than the depth check. */
  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ProblemException.badRequest("", "the body must be UTF-8");
    }
  }

  /** A text field of any length. */
  public Optional<String> text(String name) {
    return text(name, MAX_BYTES);
  }

  /**
   * A text field.
   *
   * @param most characters that it may have
   */
  public Optional<String> text(String name, int most) {
    return value(name).flatMap(value -> text(pointer(name), value, most));
  }

  private Optional<String> text(String pointer, JsonValue value, int most) {
    if (!(value instanceof JsonString text)) {
      errors.add(new FieldError(pointer, "must be a string"));
      return Optional.empty();
    }
    if (text.getString().length() > most) {
      errors.add(new FieldError(pointer, "is too long: at most " + most + " characters"));
      return Optional.empty();
    }
    if (text.getString().indexOf('\0') >= 0) {
      // PostgreSQL keeps no such character in a text.
      errors.add(new FieldError(pointer, "must not have the character U+0000"));
      return Optional.empty();
    }
    return Optional.of(text.getString());
  }

  /**
   * A field that is a list of texts.
   *
   * @param mostItems that it may have
   * @param most characters that each may have
   */
  public Optional<List<String>> texts(String name, int mostItems, int most) {
    Optional<JsonValue> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof JsonArray array)) {
      errors.add(new FieldError(pointer(name), "must be a list of strings"));
      return Optional.empty();
    }
    if (array.size() > mostItems) {
      errors.add(new FieldError(pointer(name), "is too long: at most " + mostItems + " items"));
      return Optional.empty();
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < array.size(); i++) {
      text(pointer(name) + "/" + i, array.get(i), most).ifPresent(texts::add);
    }
    return Optional.of(List.copyOf(texts));
  }

  /** A switch. */
  public Optional<Boolean> flag(String name) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && value.get() != JsonValue.TRUE && value.get() != JsonValue.FALSE) {
      errors.add(new FieldError(pointer(name), "must be true or false"));
      return Optional.empty();
    }
    return value.map(JsonValue.TRUE::equals);
  }

  /** A whole number. */
  public Optional<Long> integer(String name) {
    Optional<JsonValue> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (value.get() instanceof JsonNumber number) {
        return Optional.of(number.longValueExact());
      }
    } catch (ArithmeticException e) {
      // Falls through to the same fault: a fraction and a number too large are none either.
    }
    errors.add(new FieldError(pointer(name), "must be a whole number"));
    return Optional.empty();
  }

  /**
   * A field that is an object; one that is missing counts as an object without fields.
   *
   * @param known the fields that it takes; any other is refused
   */
  public JsonBody within(String name, String... known) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && !(value.get() instanceof JsonObject)) {
      errors.add(new FieldError(pointer(name), "must be an object"));
    }
    JsonObject inner =
        value.isPresent() && value.get() instanceof JsonObject found
            ? found
            : JsonValue.EMPTY_JSON_OBJECT;
    return new JsonBody(inner, pointer(name), errors, known);
  }

  /**
   * A field that is a list of objects; one that is missing counts as an empty list.
   *
   * @param mostItems that it may have
   * @param known the fields that each takes; any other is refused
   */
  public List<JsonBody> each(String name, int mostItems, String... known) {
    Optional<JsonValue> value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof JsonArray array)) {
      errors.add(new FieldError(pointer(name), "must be a list of objects"));
      return List.of();
    }
    if (array.size() > mostItems) {
      errors.add(new FieldError(pointer(name), "is too long: at most " + mostItems + " items"));
      return List.of();
    }
    var items = new ArrayList<JsonBody>();
    for (int i = 0; i < array.size(); i++) {
      String pointer = pointer(name) + "/" + i;
      if (array.get(i) instanceof JsonObject item) {
        items.add(new JsonBody(item, pointer, errors, known));
      } else {
        errors.add(new FieldError(pointer, "must be an object"));
      }
    }
    return items;
  }

  /** Whether a field is there and not null. */
  public boolean has(String name) {
    return value(name).isPresent();
  }

  private String pointer(String name) {
    return at + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** A field that is there and not null. */
  private Optional<JsonValue> value(String name) {
    return Optional.ofNullable(object.get(name)).filter(value -> value != JsonValue.NULL);
  }

  /**
   * Adds a fault that the caller has found.
   *
   * @param pointer of the field within this object; empty for the object itself
   */
  public void fault(String pointer, String message) {
    errors.add(new FieldError(at + pointer, message));
  }

  /** A field with an instant such as {@code 2026-11-24T03:00:00Z}. */
  public Optional<Instant> instant(String name) {
    try {
      return text(name).map(Instant::parse);
    } catch (DateTimeException e) {
      errors.add(
          new FieldError("/" + name, "must be an instant in UTC, such as 2026-11-24T03:00:00Z"));
      return Optional.empty();
    }
  }

  /** A field that takes an enum's constants. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    Optional<String> text = text(name);
    Optional<E> chosen =
        text.flatMap(
            value ->
                Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(value))
                    .findFirst());
    if (text.isPresent() && chosen.isEmpty()) {
      errors.add(
          new FieldError("/" + name, "must be one of " + Arrays.toString(type.getEnumConstants())));
    }
    return chosen;
  }

  /** A field that is a list of an enum's constants; one that is missing counts as an empty list. */
  public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
    E[] constants = type.getEnumConstants();
    List<String> texts = texts(name, constants.length, MAX_BYTES).orElse(List.of());
    var chosen = new ArrayList<E>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      Optional<E> constant =
          Arrays.stream(constants).filter(each -> each.name().equals(text)).findFirst();
      if (constant.isEmpty()) {
        fault("/" + name + "/" + i, "must be one of " + Arrays.toString(constants));
      }
      constant.ifPresent(chosen::add);
    }
    return chosen;
  }

  /** A field that is an object; as JSON text. */
  public Optional<String> object(String name) {
    JsonValue value = object.get(name);
    if (value == null || value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonObject) {
      return Optional.of(value.toString());
    }
    errors.add(new FieldError("/" + name, "must be an object"));
    return Optional.empty();
  }

  /** Refuses the request if any field was wrong. Call it once all have been read. */
  public void check() {
    if (!errors.isEmpty()) {
      throw ProblemException.badRequest(errors);
    }
  }
}
