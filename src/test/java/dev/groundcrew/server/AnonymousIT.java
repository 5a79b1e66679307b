package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is open but three probes, and signing in. */
class AnonymousIT {
  private static final String SESSION = "api/session";
  private static final Set<String> OPEN =
      Set.of("api/health/live", "api/health/ready", "api/health/started");

  private final GroundcrewClient client = SharedServer.client();

  static Stream<Route> routes() {
    return Route.all().stream().filter(route -> !route.template().equals(SESSION));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteIsClosedToWhoIsNotSignedIn(Route route) {
    GroundcrewClient.Answer answer =
        client
            .anonymous()
            .send(
                client
                    .anonymous()
                    .request(route.path("1"))
                    .method(route.method(), BodyPublishers.noBody()));
    if (OPEN.contains(route.template())) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().keySet()).as("no reason for strangers").containsExactly("status");
    } else {
      refused(answer);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteIsClosedToAWrongPassword(Route route) {
    GroundcrewClient wrong = client.as("admin", "wrong password");
    if (!OPEN.contains(route.template())) {
      refused(
          wrong.send(
              wrong.request(route.path("1")).method(route.method(), BodyPublishers.noBody())));
    }
  }

  @Test
  void pathsThatDoNotExistAreClosedToo() {
    for (String path :
        new String[] {"", "api", "api/nothing", "index.html", "WEB-INF/web.xml", "api/health"}) {
      assertThat(client.anonymous().get(path).status()).as(path).isIn(401, 404);
      refused(client.anonymous().get("api/nothing"));
    }
  }

  @Test
  void strangeCredentialsAreRefused() {
    String[] strange = {
      "",
      "Basic",
      "Basic ",
      "Basic !!!!",
      "Basic YWRtaW4=",
      "Basic " + "A".repeat(6_000),
      "Bearer abc",
      "basic\tOg==",
      "Digest x"
    };
    for (String value : strange) {
      refused(
          client
              .anonymous()
              .send(client.anonymous().request("api/tasks").header("Authorization", value).GET()));
    }
  }

  private static void refused(GroundcrewClient.Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().getInt("status")).isEqualTo(401);
  }
}
