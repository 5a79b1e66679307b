package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.server.GroundcrewClient.Answer;
import java.net.HttpCookie;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in and out with a browser. */
@Tag("any-server")
class SessionIT {
  private final GroundcrewClient anybody = SharedServer.client().anonymous();

  private Answer signIn(String user, String password) {
    return anybody.send(
        json(
            "POST",
            "api/session",
            "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password)));
  }

  private HttpRequest.Builder json(String method, String path, String body) {
    return anybody
        .request(path)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(body));
  }

  private static HttpCookie cookie(Answer answer) {
    return HttpCookie.parse(answer.header("Set-Cookie")).get(0);
  }

  private Answer get(String path, HttpCookie cookie) {
    return anybody.send(
        anybody.request(path).header("Cookie", cookie.getName() + "=" + cookie.getValue()).GET());
  }

  @Test
  void aSignInAnswersWhoOneIsAndSetsACookieThatOpensEverything() {
    Answer answer = signIn("admin", TestServer.PASSWORD);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    HttpCookie cookie = cookie(answer);
    assertThat(answer.header("Set-Cookie"))
        .containsIgnoringCase("HttpOnly")
        .containsIgnoringCase("SameSite=Strict")
        .doesNotContainIgnoringCase("Secure");
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getMaxAge()).as("ends with the browser").isEqualTo(-1);
    assertThat(get("api/me", cookie).json()).isEqualTo(answer.json());
    assertThat(get("api/tasks", cookie).status()).isEqualTo(200);
    assertThat(answer.json().getBoolean("mustChangePassword")).isFalse();
  }

  @Test
  void aSignOutEndsTheSession() {
    HttpCookie cookie = cookie(signIn("admin", TestServer.PASSWORD));

    Answer answer =
        anybody.send(
            anybody
                .request("api/session")
                .header("Cookie", cookie.getName() + "=" + cookie.getValue())
                .DELETE());

    assertThat(answer.status()).isEqualTo(204);
    assertThat(cookie(answer).getMaxAge()).isZero();
    assertThat(get("api/me", cookie).status()).isEqualTo(401);
  }

  @Test
  void aSignInGivesANewSecretAndEndsTheSessionThatTheBrowserCarried() {
    HttpCookie before = cookie(signIn("admin", TestServer.PASSWORD));

    Answer again =
        anybody.send(
            json(
                    "POST",
                    "api/session",
                    "{\"user\":\"admin\",\"password\":\"%s\"}".formatted(TestServer.PASSWORD))
                .header("Cookie", before.getName() + "=" + before.getValue()));

    assertThat(cookie(again).getValue()).isNotEqualTo(before.getValue());
    assertThat(get("api/me", before).status()).isEqualTo(401);
    assertThat(get("api/me", cookie(again)).status()).isEqualTo(200);
  }

  @Test
  void aSecretThatSomebodyElseMadeUpIsNeverTakenOver() {
    String made = "A".repeat(43);

    Answer answer =
        anybody.send(
            json(
                    "POST",
                    "api/session",
                    "{\"user\":\"admin\",\"password\":\"%s\"}".formatted(TestServer.PASSWORD))
                .header("Cookie", "groundcrew-session=" + made));

    assertThat(cookie(answer).getValue()).isNotEqualTo(made);
  }

  @Test
  void aWrongPasswordAnUnknownUserAndAnImpossibleNameAreAnsweredAlike() {
    Answer wrong = signIn("admin", "wrong password");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(wrong.headers().firstValue("WWW-Authenticate")).isEmpty();
    for (String name : new String[] {"nobody", "", "x".repeat(101), "a\\u0001b"}) {
      Answer other = signIn(name, "wrong password");
      assertThat(other.status()).as(name).isEqualTo(401);
      assertThat(other.text()).as(name).isEqualTo(wrong.text());
    }
  }

  @Test
  void aMissingFieldIsNamed() {
    Answer answer = anybody.send(json("POST", "api/session", "{\"user\":\"admin\"}"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("/password").doesNotContain("/user");
  }

  @Test
  void theConfiguredPasswordIsChangedInTheConfiguration() {
    HttpCookie cookie = cookie(signIn("admin", TestServer.PASSWORD));

    Answer answer =
        anybody.send(
            json(
                    "PUT",
                    "api/me/password",
                    "{\"current\":\"%s\",\"new\":\"something else\"}"
                        .formatted(TestServer.PASSWORD))
                .header("Cookie", cookie.getName() + "=" + cookie.getValue()));

    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
    assertThat(answer.text()).contains("groundcrew.admin.password");
    assertThat(signIn("admin", TestServer.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void aBrowserIsNotAskedByADialogOfItsOwn() {
    for (String header : new String[] {"X-Requested-With: groundcrew", "Sec-Fetch-Mode: cors"}) {
      String[] parts = header.split(": ", 2);
      Answer answer = anybody.send(anybody.request("api/me").header(parts[0], parts[1]).GET());
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).as(header).isEmpty();
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
    assertThat(anybody.get("api/me").header("WWW-Authenticate")).startsWith("Basic ");
  }
}
