package dev.groundcrew.access;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.web.JsonNesting;
import dev.groundcrew.web.ProblemException;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request asks for, without what only its reader may know. */
final class MaskedBody {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(password|passwd|secret|token|credential|authorization|private|api-?key).*");
  private static final String MASKED = "***";
  private static final JsonValue MASK = JSON.createValue(MASKED);

  /** Who signs in at an address, and a parameter of its query that is named like a secret. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "(?i)(?<=://)[^/?#@\\s]+(?=@)"
              + "|(?<=[?&])([^=&#\\s]*"
              + "(?:password|passwd|secret|token|credential|authorization|signature|key)"
              + "[^=&#\\s]*=)[^&#\\s]*");

  private final Set<String> secrets;

  /**
   * What masks bodies.
   *
   * @param secrets fields that are secret although their names do not tell
   */
  MaskedBody(Set<String> secrets) {
    this.secrets = Set.copyOf(secrets);
  }

  /**
   * A body as it may be kept; empty if there is none, or if it is not one JSON object and so cannot
   * be masked.
   *
   * @param path of the request, whose own name may tell that all of it is secret
   */
  Optional<String> of(String path, byte[] body) {
    if (body.length == 0) {
      return Optional.empty();
    }
    var text = new String(body, StandardCharsets.UTF_8);
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
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

  private JsonObject masked(JsonObject object, boolean all) {
    var masked = JSON.createObjectBuilder();
    object.forEach((name, value) -> masked.add(name, all || isSecret(name) ? MASK : masked(value)));
    return masked.build();
  }

  private boolean isSecret(String name) {
    return secrets.contains(name) || SECRET.matcher(name).matches();
  }

  private JsonValue masked(JsonValue value) {
    if (value instanceof JsonObject object) {
      return masked(object, false);
    }
    if (value instanceof JsonArray array) {
      var masked = JSON.createArrayBuilder();
      array.forEach(item -> masked.add(masked(item)));
      return masked.build();
    }
    if (value instanceof JsonString text) {
      return JSON.createValue(inAddresses(text.getString()));
    }
    return value;
  }

  private static String inAddresses(String text) {
    return IN_ADDRESS
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1);
              return Matcher.quoteReplacement((name == null ? "" : name) + MASKED);
            });
  }
}
