package dev.groundcrew.access;

import dev.groundcrew.access.SignInRefused.Why;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.settings.Own;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Signs in whom the configured OpenID provider vouches for (rule 14 of the package). */
@ApplicationScoped
class OpenIdSignIn {
  private static final Logger LOG = System.getLogger(OpenIdSignIn.class.getName());
  private static final int FORBIDDEN = 403;

  @Inject OpenIdSettings settings;
  @Inject SignIn signIn;
  @Inject Audit audit;
  @Inject Database database;
  @Inject @Own InstantSource clock;
  private Optional<OpenIdProvider> provider = Optional.empty();
  private Optional<OpenIdHttp> http = Optional.empty();

  @PostConstruct
  void make() {
    http = settings.client().map(client -> new OpenIdHttp(settings.proxy()));
    provider = settings.client().map(client -> new OpenIdProvider(client, http.get(), clock));
  }

  @PreDestroy
  void close() {
    try {
      if (http.isPresent()) {
        http.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The provider, if there is one. */
  Optional<OpenIdProvider> provider() {
    return provider;
  }

  /** A sign-in that begins now. */
  OpenIdAttempt begin(String then) {
    return OpenIdAttempt.begin(clock.instant(), then);
  }

  /** The one that a browser keeps, if it may still come back. */
  Optional<OpenIdAttempt> attempt(String cookie) {
    return OpenIdAttempt.read(cookie, clock.instant());
  }

  /**
   * Lets in who comes back.
   *
   * @param redirect where to, as the provider was told
   * @param address where from
   * @return the secret of the session
   * @throws SignInRefused if that is nobody who may come in
   */
  String finish(
      OpenIdProvider from, OpenIdAttempt attempt, String code, URI redirect, String address)
      throws SignInRefused {
    IdToken token;
    try {
      token = from.redeem(code, attempt, redirect);
    } catch (SignInRefused e) {
      // Else a code that anybody makes up would be in the audit.
      if (e.why() == Why.INVALID) {
        audit.signIn("openid", address, FORBIDDEN);
      }
      throw e;
    }
    try {
      use(attempt);
      return signIn.begin(signIn.strangers().welcome(from.stranger(token)), address);
    } catch (SignInRefused e) {
      String name = token.text(from.client().nameClaim()).orElse(token.subject());
      audit.signIn(name, address, FORBIDDEN);
      if (e.why() == Why.NO_ROLE) {
        signIn.strangers().turnAway(name, from.subject(token));
      }
      throw e;
    }
  }

  /** Each attempt signs in once, on whatever node. */
  private void use(OpenIdAttempt attempt) throws SignInRefused {
    Instant now = clock.instant();
    try {
      database.transaction(
          sql -> {
            sql.update(
                "delete from groundcrew_openid_used where used_at < ?",
                now.minus(OpenIdAttempt.longest().multipliedBy(2)));
            sql.update(
                "insert into groundcrew_openid_used (state_hash, used_at) values (?, ?)",
                Secret.hash(attempt.state()),
                now);
            return null;
          });
    } catch (DatabaseException e) {
      if (e.duplicateKey()) {
        throw new SignInRefused(Why.STALE, "this sign-in was used before", e);
      }
      throw e;
    }
  }

  /** For the administrator; the person sees less. */
  void log(SignInRefused refused) {
    LOG.log(Level.WARNING, "no sign-in with the OpenID provider: " + refused.getMessage());
  }
}
