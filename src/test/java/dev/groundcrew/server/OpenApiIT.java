package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds {@code openapi.yaml} to the routes that there are and to what they answer. */
@Tag("any-server")
class OpenApiIT {
  private static final String NOTHING = "{\"task\": [\"no-such-task\"]}";

  private final GroundcrewClient client = SharedServer.client();
  private final ApiDescription description = ApiDescription.of(client);

  @Test
  void describesEveryRouteAndNoOther() {
    Set<String> described = description.routes();

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
    // A backup costs as much as all the others: BackupIT looks at its answer.
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
    assertThat(description.faults(schema, value)).isEmpty();
  }
}
