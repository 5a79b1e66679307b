package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.broken.BrokenDeclarations;
import dev.groundcrew.server.broken.FailsByItself;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wrong declarations fail the deployment, all at once and with the mend. */
class BadDeclarationsIT {
  private static final String WHERE = BrokenDeclarations.class.getName() + ".";
  private static final Map<String, String> MENDS =
      Map.of(
          "isDueInTwoWays", "keep one",
          "hasANegativePeriod", "'-PT1S' must be an ISO-8601 duration",
          "hasABadCron", "cron",
          "hasABadName", "must match",
          "takesAText", "change its parameters",
          "isPrivate", "must not be private",
          "isStatic", "must not be static",
          "isFinal", "must not be final");

  @Test
  void allWrongDeclarationsAndSettingsAreToldInOneMessageAndTheProcessEnds() {
    try (TestServer server =
        TestServer.of(TestWar.with("broken", BrokenDeclarations.class))
            .with("groundcrew.exit-on-failed-start", "true")
            .with("groundcrew.shutdown.grase", "PT5S")
            .with("groundcrew.pooled.slots", "-3")
            .launch()) {
      assertThat(server.awaitExit(Duration.ofSeconds(60))).isNotZero();
      String log = server.log();
      MENDS.forEach(
          (method, mend) ->
              assertThat(log.lines())
                  .as(method)
                  .anyMatch(line -> line.contains(WHERE + method) && line.contains(mend)));
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains(WHERE)
                      && line.contains("'taken'")
                      && line.contains("name is already taken by " + WHERE));
      assertThat(log)
          .contains(
              "groundcrew.shutdown.grase is unknown; did you mean groundcrew.shutdown.grace?");
      assertThat(log).contains("groundcrew.pooled.slots '-3' must be 1 to 64");
    }
  }

  @Test
  @Tag("full")
  void withoutThatSettingTheServerGoesOnWithoutTheApplication() {
    try (TestServer server =
        TestServer.of(TestWar.with("broken", BrokenDeclarations.class)).launch()) {
      await().atMost(Duration.ofSeconds(60)).until(server::deploymentFailed);
      assertThat(server.isAlive()).isTrue();
      assertThat(server.isReady()).isFalse();
    }
  }

  /** Somebody else's start-up bean in the same WAR throws once ours has started. */
  @Test
  @Tag("full")
  void aDeploymentThatFailsForAnotherReasonStartsNoTask() {
    try (TestServer server =
        TestServer.of(TestWar.with("foreign", FailsByItself.class))
            .with("groundcrew.exit-on-failed-start", "true")
            .launch()) {
      await().atMost(Duration.ofSeconds(60)).until(server::deploymentFailed);
      assertThat(server.log())
          .contains("not Groundcrew's fault")
          .doesNotContain("Groundcrew is open");
      if (ServerUnderTest.chosen() == ServerUnderTest.PAYARA_MICRO) {
        // WildFly keeps what had started until somebody undeploys it.
        assertThat(server.log()).contains("Groundcrew has stopped in order");
      }
      assertThat(server.isReady()).isFalse();
      // Nobody tells us of a failure elsewhere: the setting covers our own start only.
      assertThat(server.isAlive()).isTrue();
    }
  }
}
