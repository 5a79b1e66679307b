package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.server.GroundcrewClient.Answer;
import java.net.HttpCookie;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signing in with names and passwords of the server's file realm (rule 14 of access);
 * ServerRealmTest is the short form, without a server.
 */
@Tag("full")
class ServerRealmIT {
  private static final String THEIRS = "of-the-realm-81";
  private static TestServer server;

  private final GroundcrewClient anybody = server.client().anonymous();

  @BeforeAll
  static void start() {
    server =
        TestServer.of(TestWar.unchanged())
            .with("groundcrew.sign-in", "server")
            .with("groundcrew.sign-in.viewers", "guests")
            .with("groundcrew.sign-in.operators", "crew, night shift")
            .with("groundcrew.sign-in.administrators", "chiefs")
            .withUser("victor", THEIRS, "guests")
            .withUser("olga", THEIRS, "guests", "crew")
            .withUser("carla", THEIRS, "chiefs")
            .withUser("steve", THEIRS, "strangers")
            .withUser("chiefs", THEIRS, "strangers")
            .withUser("admin", THEIRS, "chiefs")
            .start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Answer signIn(String user, String password) {
    return anybody.post(
        "api/session", "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
  }

  private HttpRequest.Builder request(String path, Answer signedIn) {
    HttpCookie cookie = HttpCookie.parse(signedIn.header("Set-Cookie")).get(0);
    return anybody.request(path).header("Cookie", cookie.getName() + "=" + cookie.getValue());
  }

  private Answer get(String path, Answer signedIn) {
    return anybody.send(request(path, signedIn).GET());
  }

  private Answer post(String path, Answer signedIn) {
    return anybody.send(request(path, signedIn).POST(BodyPublishers.noBody()));
  }

  @ParameterizedTest
  @CsvSource({
    "victor, viewer,        403, 403",
    "olga,   operator,      202, 403",
    "carla,  administrator, 202, 200",
  })
  void theHighestRoleOfTheGroupsCounts(String user, String role, int run, int users) {
    Answer signedIn = signIn(user, THEIRS);

    assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(200);
    Answer me = get("api/me", signedIn);
    assertThat(me.json()).isEqualTo(signedIn.json());
    assertThat(me.json().getString("name")).isEqualTo(user);
    assertThat(me.json().getJsonArray("roles").toString()).endsWith("\"" + role + "\"]");
    assertThat(get("api/tasks", signedIn).status()).isEqualTo(200);
    assertThat(post("api/tasks/purge-history/run", signedIn).status()).isEqualTo(run);
    assertThat(get("api/users", signedIn).status()).isEqualTo(users);
    Answer known = server.client().get("api/users/" + user);
    assertThat(known.json().getString("role")).isEqualTo(role);
    assertThat(known.json().getString("signsInBy")).isEqualTo("server");
  }

  @ParameterizedTest
  @CsvSource({
    "olga,   wrong,                 401, of another password",
    "nobody, of-the-realm-81, 401, unknown there",
    "steve,  of-the-realm-81, 403, without a group that has a role",
    "chiefs, of-the-realm-81, 403, called like a group",
  })
  void nobodyElseComesIn(String user, String password, int status, String who) {
    Answer answer = signIn(user, password);

    assertThat(answer.status()).as(who + ": " + answer.text()).isEqualTo(status);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(server.client().get("api/audit?outcome=REFUSED&who=" + user).items())
        .anyMatch(
            entry ->
                entry.getString("action").equals("SIGN_IN") && entry.getInt("status") == status);
  }

  @Test
  void whoHasAPasswordOfOursSignsInWithThatAlone() {
    assertThat(signIn("admin", THEIRS).status()).isEqualTo(401);
    assertThat(get("api/users", signIn("admin", TestServer.PASSWORD)).status()).isEqualTo(200);
  }

  @Test
  void httpBasicIsForPasswordsOfOurs() {
    assertThat(signIn("carla", THEIRS).status()).isEqualTo(200);

    assertThat(anybody.as("carla", THEIRS).get("api/me").status()).isEqualTo(401);
    assertThat(server.client().get("api/me").status()).isEqualTo(200);
  }
}
