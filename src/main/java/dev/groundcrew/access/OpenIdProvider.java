package dev.groundcrew.access;

import com.nimbusds.jwt.SignedJWT;
import dev.groundcrew.access.SignInRefused.Why;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The provider that people may sign in with: OpenID Connect Core 1.0, authorization code with PKCE
 * (RFC 7636). Safe for use by several threads.
 */
final class OpenIdProvider {
  private static final Duration GOOD_FOR = Duration.ofHours(1);
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;

  private final OpenIdClient client;
  private final OpenIdHttp http;
  private final InstantSource clock;
  private final OpenIdKeys keys;
  private volatile Known known;

  private record Known(OpenIdEndpoints endpoints, Instant until) {}

  OpenIdProvider(OpenIdClient client, OpenIdHttp http, InstantSource clock) {
    this.client = client;
    this.http = http;
    this.clock = clock;
    this.keys = new OpenIdKeys(http, clock);
  }

  OpenIdClient client() {
    return client;
  }

  private OpenIdEndpoints endpoints() throws SignInRefused {
    Known now = known;
    if (now == null || !clock.instant().isBefore(now.until())) {
      now =
          new Known(
              OpenIdEndpoints.discover(http, client.issuer()), clock.instant().plus(GOOD_FOR));
      known = now;
    }
    return now.endpoints();
  }

  /** Where the browser goes to sign in. */
  URI page(OpenIdAttempt attempt, URI redirect) throws SignInRefused {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", client.id());
    query.put("redirect_uri", redirect.toString());
    query.put("scope", client.scopes());
    query.put("state", attempt.state());
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", attempt.challenge());
    query.put("code_challenge_method", "S256");
    String page = endpoints().authorization().toString();
    return URI.create(page + (page.contains("?") ? "&" : "?") + form(query));
  }

  /**
   * Who has come back with a code.
   *
   * @throws SignInRefused if that is nobody who may come in, as far as the provider goes
   */
  IdToken redeem(String code, OpenIdAttempt attempt, URI redirect) throws SignInRefused {
    OpenIdEndpoints at = endpoints();
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect.toString());
    form.put("code_verifier", attempt.verifier());
    if (client.secret().isEmpty() || at.secretInBody()) {
      form.put("client_id", client.id());
      client.secret().ifPresent(secret -> form.put("client_secret", secret));
    }
    OpenIdHttp.Answer answer =
        http.post(at.token(), form(form), at.secretInBody() ? "" : authorization());
    if (answer.status() == BAD_REQUEST || answer.status() == UNAUTHORIZED) {
      throw new SignInRefused(Why.DENIED, "the provider refuses the code: " + answer.status());
    }
    JsonObject tokens = answer.json();
    SignedJWT token = IdToken.parse(tokens.getString("id_token", ""));
    return IdToken.check(
        token,
        keys.with(at.keys(), token.getHeader().getKeyID()),
        client,
        attempt.nonce(),
        clock.instant());
  }

  /** RFC 6749, section 2.3.1: both parts are encoded as in a form. */
  private String authorization() {
    return client
        .secret()
        .map(secret -> encoded(client.id()) + ":" + encoded(secret))
        .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
        .map(pair -> "Basic " + pair)
        .orElse("");
  }

  /** Who that is here, by the settings. */
  Stranger stranger(IdToken token) throws SignInRefused {
    String name =
        token
            .text(client.nameClaim())
            .orElseThrow(
                () ->
                    new SignInRefused(Why.NAME, "the ID token has no claim " + client.nameClaim()));
    List<String> groups = token.texts(client.rolesClaim());
    String role =
        client
            .roles()
            .roleOf(groups)
            .orElseThrow(() -> new SignInRefused(Why.NO_ROLE, "no role for the groups " + groups));
    return new Stranger(subject(token), name, role);
  }

  /** Unique among all providers. */
  String subject(IdToken token) {
    return "openid:" + client.issuer() + "#" + token.subject();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
