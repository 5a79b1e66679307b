package dev.groundcrew.access;

import dev.groundcrew.web.JsonNesting;
import dev.groundcrew.web.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request asks for, without what only its reader may know. */
final class MaskedBody {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(password|passwd|secret|token|credential|authorization|private|api-?key).*");
  private static final JsonValue MASK = Json.createValue("***");

  private MaskedBody() {}

  /**
   * A body as it may be kept; empty if there is none, or if it is not one JSON object and so cannot
   * be masked.
   *
   * @param path of the request, whose own name may tell that all of it is secret
   */
  static Optional<String> of(String path, byte[] body) {
    if (body.length == 0) {
      return Optional.empty();
    }
    var text = new String(body, StandardCharsets.UTF_8);
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonNesting.check(text);
      JsonObject object = reader.readObject();
      return Optional.of(
          masked(object, path.endsWith("password") || path.endsWith("session")).toString());
    } catch (JsonException
        | ProblemException
        | IllegalStateException
        | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static JsonObject masked(JsonObject object, boolean all) {
    var masked = Json.createObjectBuilder();
    object.forEach(
        (name, value) ->
            masked.add(name, all || SECRET.matcher(name).matches() ? MASK : masked(value)));
    return masked.build();
  }

  private static JsonValue masked(JsonValue value) {
    if (value instanceof JsonObject object) {
      return masked(object, false);
    }
    if (value instanceof JsonArray array) {
      var masked = Json.createArrayBuilder();
      array.forEach(item -> masked.add(masked(item)));
      return masked.build();
    }
    return value;
  }
}
