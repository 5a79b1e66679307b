package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Holds {@code openapi.yaml} to the routes that there are and to what they answer. */
@Tag("any-server")
class OpenApiIT {
  private static final String NOTHING = "{\"task\": [\"no-such-task\"]}";

  private final GroundcrewClient client = SharedServer.client();
  private final Map<String, Object> description =
      new Yaml().load(client.get("api/openapi.yaml", "*/*").text());

  @Test
  void describesEveryRouteAndNoOther() {
    var described = new TreeSet<String>();
    map(description, "paths")
        .forEach(
            (path, methods) ->
                ((Map<?, ?>) methods)
                    .keySet()
                    .forEach(
                        method ->
                            described.add(
                                method.toString().toUpperCase(Locale.ROOT) + " api" + path)));

    // The one that is no resource: EventsIT looks at it.
    assertThat(described.remove("GET api/events")).isTrue();
    assertThat(described)
        .isEqualTo(
            Route.all().stream()
                .map(route -> route.method() + " " + route.template())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void answersAsItDescribes() {
    String run = client.runToItsEnd("talks").getString("id");

    assertFits("TaskPage", client.get("api/tasks").json());
    assertFits("Task", client.get("api/tasks/talks").json());
    assertFits("TaskImport", client.put("api/tasks.yaml?dryRun=true", "{\"tasks\": []}").json());
    assertFits("TaskTypePage", client.get("api/task-types").json());
    assertFits("Schedule", client.get("api/tasks/talks/schedule").json());
    assertFits("NextRuns", client.get("api/tasks/beats-pooled/next-runs").json());
    assertFits("NextRuns", client.get("api/next-runs?cron=@daily").json());
    assertFits("RunPage", client.get("api/runs").json());
    assertFits("RunPage", client.get("api/tasks/talks/runs").json());
    assertFits("Run", client.get("api/runs/" + run).json());
    assertFits("BulkOutcome", client.post("api/runs/retry", NOTHING).json());
    assertFits("BulkOutcome", client.post("api/runs/cancel", NOTHING).json());
    assertFits("Summary", client.get("api/summary").json());
    assertFits("Timeline", client.get("api/timeline").json());
    assertFits("RunPage", client.get("api/timeline/runs").json());
    assertFits("Upcoming", client.get("api/upcoming").json());
    assertFits("SettingPage", client.get("api/settings").json());
    assertFits("About", client.get("api/about").json());
    assertFits("ProblemPage", client.get("api/problems").json());
    assertFits("Alerts", client.get("api/alerts").json());
    assertFits("NodePage", client.get("api/nodes").json());
    assertFits("Hold", client.get("api/hold").json());
    assertFits("Backup", client.post("api/backup").json());
    assertFits("ComparisonPage", client.get("api/comparisons").json());
    assertFits("Gate", client.get("api/gate").json());
    assertFits("Me", client.get("api/me").json());
    assertFits("OpenIdProvider", client.get("api/openid").json());
    assertFits("AuditPage", client.get("api/audit").json());
    assertFits("UserPage", client.get("api/users").json());
    assertFits("User", client.get("api/users/admin").json());
    assertFits("TokenPage", client.get("api/tokens").json());
    assertFits("Health", client.get("api/health").json());
    assertFits("HealthAnswer", client.get("api/health/ready").json());
    assertFits("Status", client.anonymous().get("api/health/ready").json());
  }

  private void assertFits(String schema, JsonValue value) {
    Map<String, Object> described = map(map(map(description, "components"), "schemas"), schema);
    assertThat(faults(described, value, schema)).isEmpty();
  }

  private List<String> faults(Map<String, Object> schema, JsonValue value, String at) {
    if (schema.get("$ref") instanceof String reference) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      return faults(map(map(map(description, "components"), "schemas"), name), value, at);
    }
    if (schema.get("allOf") instanceof List<?> parts && value != JsonValue.NULL) {
      return parts.stream().flatMap(part -> faults(part(part), value, at).stream()).toList();
    }
    if (value == JsonValue.NULL) {
      return Boolean.TRUE.equals(schema.get("nullable")) ? List.of() : List.of(at + " is null");
    }
    var faults = new ArrayList<String>();
    if (!fits((String) schema.get("type"), value.getValueType())) {
      faults.add(at + " is " + value.getValueType());
    } else if (value instanceof JsonObject object && schema.containsKey("properties")) {
      Map<String, Object> properties = map(schema, "properties");
      if (!object.keySet().equals(properties.keySet())) {
        faults.add(at + " has " + object.keySet());
      }
      object.forEach(
          (name, field) -> {
            if (properties.containsKey(name)) {
              faults.addAll(faults(map(properties, name), field, at + "/" + name));
            }
          });
    } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
      value
          .asJsonArray()
          .forEach(item -> faults.addAll(faults(map(schema, "items"), item, at + "/-")));
    }
    return faults;
  }

  private static boolean fits(String type, JsonValue.ValueType actual) {
    return switch (type) {
      case "string" -> actual == JsonValue.ValueType.STRING;
      case "integer", "number" -> actual == JsonValue.ValueType.NUMBER;
      case "boolean" -> actual == JsonValue.ValueType.TRUE || actual == JsonValue.ValueType.FALSE;
      case "object" -> actual == JsonValue.ValueType.OBJECT;
      case "array" -> actual == JsonValue.ValueType.ARRAY;
      default -> false;
    };
  }

  @SuppressWarnings("unchecked") // as below
  private static Map<String, Object> part(Object schema) {
    return (Map<String, Object>) schema;
  }

  @SuppressWarnings("unchecked") // what YAML calls a map has texts as keys in this file
  private static Map<String, Object> map(Map<String, Object> of, String name) {
    return (Map<String, Object>) of.get(name);
  }
}
