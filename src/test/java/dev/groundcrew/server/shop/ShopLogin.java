package dev.groundcrew.server.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The shop's own users. One role is called like one of ours. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "shop")
public class ShopLogin implements IdentityStore {
  @Override
  public CredentialValidationResult validate(Credential credential) {
    return credential instanceof UsernamePasswordCredential pair
            && pair.compareTo("bob", "builder-42")
        ? new CredentialValidationResult("bob", Set.of("customer", "administrator"))
        : CredentialValidationResult.INVALID_RESULT;
  }
}
