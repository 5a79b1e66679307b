package dev.groundcrew.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.groundcrew.access.SignInRefused.Why;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider says of somebody who has signed in there, checked as OpenID Connect Core 1.0,
 * section 3.1.3.7, has it. Only signatures with a key that the provider publishes count: neither
 * none at all nor one with our own secret.
 */
final class IdToken {
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final JWTClaimsSet claims;

  private IdToken(JWTClaimsSet claims) {
    this.claims = claims;
  }

  /** Parses one, and believes nothing of it yet. */
  static SignedJWT parse(String text) throws SignInRefused {
    try {
      return SignedJWT.parse(text);
    } catch (ParseException e) {
      throw new SignInRefused(Why.INVALID, "the provider's ID token is none that is signed", e);
    }
  }

  /**
   * Checks one.
   *
   * @param nonce that it must have
   * @throws SignInRefused if anything about it is wrong
   */
  static IdToken check(SignedJWT token, JWKSet keys, OpenIdClient client, String nonce, Instant now)
      throws SignInRefused {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
    // With our own clock, below.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    try {
      JWTClaimsSet claims = processor.process(token, null);
      Optional<String> fault = fault(claims, client, nonce, now);
      if (fault.isPresent()) {
        throw new SignInRefused(Why.INVALID, "the provider's ID token " + fault.get());
      }
      return new IdToken(claims);
    } catch (BadJOSEException | JOSEException e) {
      throw new SignInRefused(Why.INVALID, "the provider's ID token: " + e.getMessage(), e);
    }
  }

  private static Optional<String> fault(
      JWTClaimsSet claims, OpenIdClient client, String nonce, Instant now) {
    if (!client.issuer().toString().equals(claims.getIssuer())) {
      return Optional.of("is another issuer's");
    }
    if (!claims.getAudience().contains(client.id())) {
      return Optional.of("is for another application");
    }
    Object azp = claims.getClaim("azp");
    if (azp == null ? claims.getAudience().size() > 1 : !azp.equals(client.id())) {
      return Optional.of("was given to another application");
    }
    if (!nonce.equals(claims.getClaim("nonce"))) {
      return Optional.of("belongs to another sign-in");
    }
    if (claims.getSubject() == null || claims.getSubject().isBlank()) {
      return Optional.of("says of nobody");
    }
    if (time(claims, "exp").filter(end -> now.isBefore(end.plus(SKEW))).isEmpty()) {
      return Optional.of("is over");
    }
    return time(claims, "iat").filter(begin -> begin.isBefore(now.plus(SKEW))).isPresent()
        ? Optional.empty()
        : Optional.of("is from the future");
  }

  private static Optional<Instant> time(JWTClaimsSet claims, String claim) {
    return claims.toJSONObject().get(claim) instanceof Number seconds
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  String subject() {
    return claims.getSubject();
  }

  /** A claim that is a text. */
  Optional<String> text(String claim) {
    return claims.getClaim(claim) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The texts at the end of a way through claims: a list, or one, or none. */
  List<String> texts(List<String> way) {
    Object at = claims.getClaims();
    for (String name : way) {
      at = at instanceof Map<?, ?> object ? object.get(name) : null;
    }
    var texts = new ArrayList<String>();
    if (at instanceof String text) {
      texts.add(text);
    } else if (at instanceof Iterable<?> list) {
      list.forEach(item -> texts.add(String.valueOf(item)));
    }
    return texts;
  }
}
