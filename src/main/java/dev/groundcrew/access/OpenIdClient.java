package dev.groundcrew.access;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What we are to an OpenID provider, and what it is to us.
 *
 * @param issuer the provider's name, below which its description is
 * @param id ours, as registered there
 * @param secret ours; a client without one is known by its redirect address alone
 * @param title what people call the provider
 * @param scopes what is asked for
 * @param nameClaim which claim is the name of the user here
 * @param rolesClaim the way to the claim that has the groups
 * @param roles which of them have which role
 */
record OpenIdClient(
    URI issuer,
    String id,
    Optional<String> secret,
    String title,
    String scopes,
    String nameClaim,
    List<String> rolesClaim,
    RoleMapping roles) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "OpenIdClient " + id + " of " + issuer;
  }
}
