package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is nobody. What each route lets in is in {@link AccessMatrixIT}. */
@Tag("any-server")
class AnonymousIT {
  private final GroundcrewClient client = SharedServer.client();

  @Test
  void probesTellStrangersNoReason() {
    for (String probe : new String[] {"live", "ready", "started"}) {
      GroundcrewClient.Answer answer = client.anonymous().get("api/health/" + probe);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().keySet()).containsExactly("status");
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

  /** On few routes, since each costs a hash; one mechanism before all routes asks for it. */
  @Test
  void aWrongPasswordIsRefusedWhateverTheRoute() {
    GroundcrewClient wrong = client.as("admin", "wrong password");

    refused(wrong.get("api/tasks"));
    refused(wrong.post("api/tasks/is-framed/run"));
    refused(wrong.delete("api/hold"));
    assertThat(wrong.get("api/health/live").status()).isEqualTo(200);
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
    assertThat(answer.header("Content-Type"))
        .startsWith("application/problem+json")
        .as("JSON is UTF-8")
        .doesNotContainIgnoringCase("ISO-8859");
    assertThat(answer.json().getInt("status")).isEqualTo(401);
  }
}
