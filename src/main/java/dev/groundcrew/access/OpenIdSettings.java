package dev.groundcrew.access;

import dev.groundcrew.settings.HttpProxy;
import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** What the configuration says about signing in with an OpenID provider. */
@ApplicationScoped
class OpenIdSettings implements ReadsSettings {
  private static final String PREFIX = "groundcrew.oidc.";
  private static final String ISSUER = PREFIX + "issuer";

  private Optional<OpenIdClient> client = Optional.empty();
  private Optional<HttpProxy> proxy = Optional.empty();

  @Override
  public void read(SettingsReader reader) {
    Optional<String> issuer = reader.optionalText(ISSUER).map(String::strip);
    Optional<String> id = reader.optionalText(PREFIX + "client-id").map(String::strip);
    Optional<String> secret = reader.optionalText(PREFIX + "client-secret");
    Optional<String> title = reader.optionalText(PREFIX + "title").map(String::strip);
    String scopes = reader.text(PREFIX + "scopes", "openid profile");
    String nameClaim = reader.text(PREFIX + "name-claim", "preferred_username");
    String rolesClaim = reader.text(PREFIX + "roles-claim", "groups");
    RoleMapping roles = RoleMapping.read(reader, PREFIX);
    proxy = HttpProxy.read(reader);
    if (issuer.isEmpty()) {
      id.ifPresent(given -> reader.fault(ISSUER, "is missing, while there is a client-id"));
      return;
    }
    // It checks the signatures, and a library does not bring it.
    reader.needs(
        ISSUER,
        "com.nimbusds.jose.jwk.JWKSet",
        "needs com.nimbusds:nimbus-jose-jwt, which is not there: add its JAR to the application");
    if (id.isEmpty()) {
      reader.fault(PREFIX + "client-id", "is missing: the provider names it at registration");
    }
    if (roles.isEmpty()) {
      reader.fault(
          PREFIX + "viewers",
          "names no group, and neither do operators and administrators: nobody could sign in");
    }
    if (!List.of(scopes.split(" ", -1)).contains("openid")) {
      reader.fault(PREFIX + "scopes", "'" + scopes + "' must have openid");
    }
    client =
        url(reader, issuer.get())
            .map(
                at ->
                    new OpenIdClient(
                        at,
                        id.orElse(""),
                        secret,
                        title.orElse(at.getHost()),
                        scopes,
                        nameClaim,
                        List.of(rolesClaim.split("\\.", -1)),
                        roles));
  }

  private static Optional<URI> url(SettingsReader reader, String text) {
    try {
      var url = new URI(text);
      if (url.getHost() != null
          && isSafe(url)
          && url.getQuery() == null
          && url.getFragment() == null) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // Falls through to the same fault.
    }
    reader.fault(
        ISSUER, "'" + text + "' must be an https URL (http on this machine) without query");
    return Optional.empty();
  }

  /** What passes here is worth a sign-in, so it must not be read on its way. */
  static boolean isSafe(URI url) {
    return "https".equalsIgnoreCase(url.getScheme())
        || ("http".equalsIgnoreCase(url.getScheme())
            && List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost()));
  }

  /** What we are to the provider; empty if there is none. */
  Optional<OpenIdClient> client() {
    return client;
  }

  /** What it is asked through. */
  Optional<HttpProxy> proxy() {
    return proxy;
  }
}
