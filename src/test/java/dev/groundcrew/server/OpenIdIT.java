package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.access.SmallOpenIdProvider;
import dev.groundcrew.server.GroundcrewClient.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in with an OpenID provider, as a browser does. */
@Tag("any-server")
class OpenIdIT {
  private final SmallOpenIdProvider provider = SharedServer.openIdProvider();
  private final GroundcrewClient admin = SharedServer.client();
  private final GroundcrewClient browser = admin.anonymous();
  private final String name = "ada-" + UUID.randomUUID().toString().substring(0, 8);

  @AfterEach
  void remove() {
    admin.json("DELETE", "api/users/" + name, "", "If-Match", "*");
  }

  private static List<HttpCookie> cookies(Answer answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(text -> HttpCookie.parse(text).get(0))
        .toList();
  }

  private Answer get(String path, List<HttpCookie> cookies) {
    HttpRequest.Builder request = browser.request(path).GET();
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.stream()
              .map(cookie -> cookie.getName() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return browser.send(request);
  }

  /** The page of the provider sends the browser back at once. */
  private static URI back(Answer started) {
    try {
      HttpResponse<Void> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(started.header("Location"))).build(),
                  HttpResponse.BodyHandlers.discarding());
      return URI.create(answer.headers().firstValue("Location").orElseThrow());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String inside(URI url) {
    assertThat(url.toString()).startsWith(admin.base().toString());
    return url.toString().substring(admin.base().toString().length());
  }

  private static HttpCookie session(Answer answer) {
    return cookies(answer).stream()
        .filter(cookie -> cookie.getName().startsWith("groundcrew-session"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBrowserGoesToTheProviderAndComesBackWithASession() {
    provider.signsIn(name, "crew");
    assertThat(browser.get("api/openid").json().getString("title")).isEqualTo("Small Provider");
    Answer started = get("api/openid/start?then=runs%3Fq%3Dstate:failed", List.of());
    assertThat(started.status()).as(started.text()).isEqualTo(303);
    assertThat(started.header("Set-Cookie"))
        .containsIgnoringCase("SameSite=Lax")
        .containsIgnoringCase("HttpOnly");
    assertThat(started.header("Location")).doesNotContain("verifier");

    String callback = inside(back(started));
    Answer done = get(callback, cookies(started));

    assertThat(done.status()).as(done.text()).isEqualTo(303);
    assertThat(done.header("Location"))
        .isEqualTo(admin.base() + "sign-in?done=1&then=runs%3Fq%3Dstate%3Afailed");
    assertThat(done.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie).contains("groundcrew-session").contains("SameSite=Strict"));
    JsonObject me = get("api/me", List.of(session(done))).json();
    assertThat(me.getString("name")).isEqualTo(name);
    assertThat(me.getJsonArray("roles").toString()).isEqualTo("[\"viewer\",\"operator\"]");
    assertThat(admin.get("api/users/" + name).json().getString("signsInBy")).isEqualTo("openid");
    assertThat(admin.get("api/audit?action=SIGN_IN&who=" + name).items()).hasSize(1);

    Answer again = get(callback, cookies(started));
    assertThat(again.header("Location")).as("the same once more").contains("sign-in?refused=");
    assertThat(again.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.contains("groundcrew-session"));
  }

  @Test
  void aStateThatTheBrowserDoesNotKnowIsRefused() {
    provider.signsIn(name, "crew");
    String callback = inside(back(get("api/openid/start", List.of())));
    List<HttpCookie> ofAnother = cookies(get("api/openid/start", List.of()));

    for (List<HttpCookie> carried : List.of(List.<HttpCookie>of(), ofAnother)) {
      Answer answer = get(callback, carried);
      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.header("Location")).contains("sign-in?refused=stale");
    }
    assertThat(admin.get("api/users/" + name).status()).isEqualTo(404);
  }

  @Test
  void whoHasNoRoleIsToldSoAndAudited() {
    provider.signsIn(name, "strangers");
    Answer started = get("api/openid/start", List.of());

    Answer answer = get(inside(back(started)), cookies(started));

    assertThat(answer.header("Location")).contains("sign-in?refused=no_role");
    assertThat(admin.get("api/audit?outcome=REFUSED&who=" + name).items()).hasSize(1);
  }

  @Test
  void theirRoleAndPasswordAreChangedThereNotHere() {
    provider.signsIn(name, "crew");
    Answer started = get("api/openid/start", List.of());
    Answer done = get(inside(back(started)), cookies(started));
    String path = "api/users/" + name;

    assertThat(admin.post(path + "/reset").status()).isEqualTo(409);
    assertThat(admin.json("PUT", path, "{\"role\":\"viewer\"}", "If-Match", "*").status())
        .isEqualTo(409);
    Answer limited =
        admin.json("PUT", path, "{\"role\":\"operator\",\"tasks\":[\"none-*\"]}", "If-Match", "*");
    assertThat(limited.status()).as(limited.text()).isEqualTo(200);
    assertThat(get("api/me", List.of(session(done))).json().getJsonArray("tasks").toString())
        .isEqualTo("[\"none-*\"]");
  }
}
