package dev.groundcrew.server;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes requests of a description of REST: each is as it should be but for one part, which is
 * hostile. The same seed makes the same requests.
 */
final class HostileRequests {
  /** A place for the mark of a request, by which what it left behind is found. */
  private static final String MARK = "@";

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "@'",
          "@' or '1'='1",
          "@'; drop table groundcrew_user; --",
          "@\" union select null, null --",
          "@\\",
          "<script>alert('@')</script>",
          "\"><img src=x onerror=alert('@')>",
          "javascript:alert('@')",
          "@{{7*7}}${7*7}#{7*7}",
          "${jndi:ldap://127.0.0.1:9/@}",
          "../../../../etc/passwd@",
          "..\\..\\WEB-INF\\web.xml@",
          "@/..;/",
          "file:///etc/passwd#@",
          "@\r\nX-Injected: yes",
          "@\nSet-Cookie: groundcrew-session=@",
          "@\u0000",
          "@\u001b[31m\u0007\b",
          "@\u007f\u0085\u2028\u202e",
          "@\uD83D\uDEEB\u0301\uFFFF",
          "\uFEFF@",
          "=cmd|' /C calc'!A0@",
          "%s%n%x@",
          "-1",
          "0",
          "1.5",
          "1e999",
          "9223372036854775808",
          "-9223372036854775809",
          "99999999999999999999999999",
          "NaN",
          "null",
          "true",
          "[]",
          "{}",
          "P9999999999D",
          "PT-1S",
          "PT0S",
          "+999999999-12-31T23:59:59Z",
          "1--100000000 * * * *",
          "*/0 * * * *",
          "* * * * * * * *",
          "0 0 30 2 *",
          "Etc/Nowhere",
          "@".repeat(40) + "a".repeat(2_000));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1.5",
          "1e400",
          "-1e-400",
          "9223372036854775808",
          "9".repeat(1_000),
          "[]",
          "{}",
          "[null]",
          "[\"@\",\"@\"]",
          "{\"@\":\"@\"}",
          "[".repeat(30) + "]".repeat(30),
          "[".repeat(2_000) + "]".repeat(2_000),
          "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
          "[" + "\"@\",".repeat(2_000) + "\"\"]",
          "\"" + "a".repeat(70_000) + "@\"",
          "\"\\ud800@\"");

  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Language",
          "If-None-Match",
          "Idempotency-Key",
          "Cookie",
          "Origin",
          "Sec-Fetch-Site",
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-HTTP-Method-Override");

  private static final Set<String> HARMFUL =
      Set.of("/backup", "/alerts/test", "/events", "/session", "/users/{name}/reset");

  private final long seed;
  private final Random random;
  private final List<Operation> operations;
  private final Map<String, String> known;
  private final Map<String, String> bodies;
  private int made;

  /**
   * A request.
   *
   * @param mark stands in it and nowhere else
   * @param target path and query, percent-encoded
   * @param body null for none
   */
  record Hostile(
      String mark, String method, String target, Map<String, String> headers, String body) {
    @Override
    public String toString() {
      String text = method + " " + target + " " + headers + " " + body;
      return text.length() <= 1_000 ? text : text.substring(0, 1_000) + "…";
    }
  }

  private record Parameter(String name, String in) {}

  private record Operation(
      String method, String template, List<Parameter> parameters, boolean hasBody) {}

  /**
   * Requests of a description.
   *
   * @param known what the first place of a path may stand for, by the beginning of the path
   * @param bodies what is right, by method and path; {@code @} stands for the mark
   */
  HostileRequests(
      long seed,
      Map<String, Object> description,
      Map<String, String> known,
      Map<String, String> bodies) {
    this.seed = seed;
    random = new Random(seed);
    operations = operations(description);
    this.known = known;
    this.bodies = bodies;
  }

  private static List<Operation> operations(Map<String, Object> description) {
    var found = new ArrayList<Operation>();
    map(description.get("paths"))
        .forEach(
            (path, methods) ->
                map(methods)
                    .forEach(
                        (method, operation) ->
                            found.add(
                                new Operation(
                                    method.toUpperCase(Locale.ROOT),
                                    path,
                                    parameters(map(operation)),
                                    map(operation).containsKey("requestBody")))));
    return found;
  }

  private static List<Parameter> parameters(Map<String, Object> operation) {
    return ((List<?>) operation.getOrDefault("parameters", List.of()))
        .stream()
            .map(HostileRequests::map)
            .map(each -> new Parameter((String) each.get("name"), (String) each.get("in")))
            .toList();
  }

  @SuppressWarnings("unchecked") // what YAML calls a map has texts as keys in this file
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  int operations() {
    return operations.size();
  }

  /** The next request; each operation comes in its turn. */
  Hostile next() {
    Operation operation = operations.get(made % operations.size());
    made++;
    // No id of a run has a u (see RunId), and so none looks like a mark; nor does one of another
    // seed, which may be in the history.
    String mark = "fuzz" + seed + "n" + made + "x";
    int parts = operation.parameters.size() + (operation.hasBody ? 3 : 0) + 2;
    int hostile = random.nextInt(parts);
    var query = new ArrayList<String>();
    var headers = new LinkedHashMap<String, String>();
    String path = operation.template;
    for (int i = 0; i < operation.parameters.size(); i++) {
      Parameter parameter = operation.parameters.get(i);
      boolean bad = i == hostile;
      switch (parameter.in) {
        case "path" -> {
          String value = bad ? text(mark) : known(operation.template, mark);
          path = path.replace("{" + parameter.name + "}", encoded(value));
        }
        case "query" -> {
          if (bad) {
            query.add(encoded(parameter.name) + "=" + encoded(text(mark)));
          }
        }
        default -> headers.put(parameter.name, bad ? printable(text(mark)) : "*");
      }
    }
    int rest = hostile - operation.parameters.size();
    if (rest == 0 || isHarmful(operation)) {
      query.add(encoded(text(mark)) + mark + "=" + encoded(text(mark)));
    } else if (rest == 1) {
      headers.put(pick(HEADERS), printable(text(mark)));
    }
    String body = operation.hasBody ? body(operation, mark, rest >= 2) : null;
    return new Hostile(
        mark,
        operation.method,
        "api" + path + (query.isEmpty() ? "" : "?" + String.join("&", query)),
        headers,
        body);
  }

  /** What would cost other tests something if it were done: an unknown parameter prevents it. */
  private static boolean isHarmful(Operation operation) {
    return HARMFUL.contains(operation.template)
        || (operation.method.equals("DELETE") && operation.template.endsWith("}"));
  }

  private String known(String template, String mark) {
    return known.entrySet().stream()
        .filter(entry -> template.startsWith(entry.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(mark);
  }

  private String body(Operation operation, String mark, boolean hostile) {
    String right = bodies.get(operation.method + " " + operation.template);
    if (right == null) {
      throw new IllegalStateException("no right body of " + operation);
    }
    JsonObject body = FuzzIT.json(right.replace('\'', '"').replace(MARK, mark));
    if (!hostile) {
      return body.toString();
    }
    if (random.nextInt(8) == 0) {
      return random.nextBoolean() ? text(mark) : value(mark);
    }
    var names = new ArrayList<>(body.keySet());
    names.add(text(mark));
    String name = pick(names);
    // Written by hand, since some of the values are no JSON that a builder would write.
    var text = new StringBuilder();
    JsonObjectBuilder others = Json.createObjectBuilder();
    body.forEach(
        (other, value) -> {
          if (!other.equals(name)) {
            others.add(other, value);
          }
        });
    String rest = others.build().toString();
    text.append(rest, 0, rest.length() - 1)
        .append(rest.length() > 2 ? "," : "")
        .append(quoted(name))
        .append(":")
        .append(random.nextBoolean() ? quoted(text(mark)) : value(mark))
        .append("}");
    return text.toString();
  }

  private static JsonValue quoted(String text) {
    return Json.createValue(text);
  }

  private String text(String mark) {
    return pick(TEXTS).replace(MARK, mark);
  }

  private String value(String mark) {
    return pick(VALUES).replace(MARK, mark);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Every byte that is no letter or digit as %XX, also dots. */
  private static String encoded(String text) {
    var encoded = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = Character.isLetterOrDigit(each) && each > 0;
      encoded.append(plain ? "" + (char) each : "%%%02X".formatted(each & 0xff));
    }
    return encoded.toString();
  }

  /** What a client may put into a header at all. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?").strip();
  }
}
