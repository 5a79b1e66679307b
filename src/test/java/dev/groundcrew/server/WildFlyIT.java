package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same WAR on WildFly. All other tests run there with {@code -Dserver=wildfly}. */
@Tag("full")
class WildFlyIT {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.of(ServerUnderTest.WILDFLY, TestWar.withTestTasks())
            .with("groundcrew.start.spread", "PT0S")
            .start();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void theSchemaIsThereAndTheFirstAdministratorSignsIn() {
    GroundcrewClient.Answer me = server.client().get("api/me");
    assertThat(me.status()).as(me.text()).isEqualTo(200);
    assertThat(me.json().getString("name")).isEqualTo("admin");
    assertThat(server.client().as("admin", "wrong password").get("api/me").status()).isEqualTo(401);
  }

  @Test
  void aTaskOfEachModeRuns() {
    for (String mode : List.of("pooled", "dedicated", "async")) {
      var run = server.client().runToItsEnd("looks-around-" + mode);
      assertThat(run.getString("state")).as(run.toString()).isEqualTo("SUCCEEDED");
      assertThat(run.getString("message"))
          .contains("transaction=none")
          .contains("executor=found")
          .contains("loader=own");
    }
  }

  @Test
  void theSchedulesOfEachModeGoOn() {
    for (String mode : List.of("pooled", "dedicated", "async")) {
      assertThat(server.client().runs("task=beats-" + mode + "&trigger=SCHEDULE")).isNotEmpty();
    }
  }

  /** RESTEasy has its own way to annotations and constraints; AccessMatrixIT has every route. */
  @Test
  void whoMayDoWhatIsTheSameHere() {
    GroundcrewClient admin = server.client();
    GroundcrewClient.Answer token =
        admin.json("POST", "api/tokens", "{\"name\": \"looks-on\", \"role\": \"viewer\"}");
    assertThat(token.status()).as(token.text()).isEqualTo(201);
    GroundcrewClient viewer = admin.withToken(token.json().getString("secret"));

    assertThat(admin.anonymous().get("api/tasks").status()).isEqualTo(401);
    assertThat(viewer.get("api/tasks").status()).isEqualTo(200);
    assertThat(viewer.post("api/tasks/looks-around-pooled/run").status()).isEqualTo(403);
    assertThat(viewer.get("api/users").status()).isEqualTo(403);
  }
}
