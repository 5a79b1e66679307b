package dev.groundcrew.access;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.access.SignInRefused.Why;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0).
 *
 * @param authorization where the browser goes
 * @param token where a code is redeemed
 * @param keys where the keys are that it signs with
 * @param secretInBody whether it wants our secret in the form; else it is in a header
 */
record OpenIdEndpoints(URI authorization, URI token, URI keys, boolean secretInBody) {
  private static final String PATH = "/.well-known/openid-configuration";
  private static final String METHODS = "token_endpoint_auth_methods_supported";

  static OpenIdEndpoints discover(OpenIdHttp http, URI issuer) throws SignInRefused {
    JsonObject said = http.get(URI.create(issuer.toString().replaceAll("/$", "") + PATH)).json();
    if (!issuer.toString().equals(said.getString("issuer", ""))) {
      throw new SignInRefused(
          Why.UNAVAILABLE, "the provider calls itself " + said.getString("issuer", "nothing"));
    }
    List<JsonValue> methods = said.get(METHODS) instanceof JsonArray list ? list : List.of();
    return new OpenIdEndpoints(
        url(said, "authorization_endpoint"),
        url(said, "token_endpoint"),
        url(said, "jwks_uri"),
        methods.contains(JSON.createValue("client_secret_post"))
            && !methods.contains(JSON.createValue("client_secret_basic")));
  }

  private static URI url(JsonObject said, String name) throws SignInRefused {
    try {
      URI url = URI.create(said.getString(name, ""));
      if (OpenIdSettings.isSafe(url)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same refusal.
    }
    throw new SignInRefused(Why.UNAVAILABLE, "the provider's " + name + " is no https URL");
  }
}
