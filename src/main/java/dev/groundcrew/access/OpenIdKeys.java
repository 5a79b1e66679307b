package dev.groundcrew.access;

import com.nimbusds.jose.jwk.JWKSet;
import dev.groundcrew.access.SignInRefused.Why;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The keys that a provider signs with. Read again after an hour, and when a token names a key that
 * is not among them, but then once a minute at most. Safe for use by several threads.
 */
final class OpenIdKeys {
  private static final Duration GOOD_FOR = Duration.ofHours(1);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final OpenIdHttp http;
  private final InstantSource clock;
  private volatile Known known = new Known(new JWKSet(), Instant.MIN);

  private record Known(JWKSet keys, Instant readAt) {}

  OpenIdKeys(OpenIdHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * The keys, one of this name among them if there is such a one.
   *
   * @param name as the token has it; null if it names none
   */
  JWKSet with(URI url, String name) throws SignInRefused {
    Known now = known;
    Instant time = clock.instant();
    boolean old = !time.isBefore(later(now.readAt(), GOOD_FOR));
    boolean missing = name != null && now.keys().getKeyByKeyId(name) == null;
    if (old || (missing && !time.isBefore(later(now.readAt(), AGAIN)))) {
      now = new Known(read(url), time);
      known = now;
    }
    return now.keys();
  }

  private static Instant later(Instant at, Duration by) {
    return at.equals(Instant.MIN) ? at : at.plus(by);
  }

  private JWKSet read(URI url) throws SignInRefused {
    try {
      return JWKSet.parse(http.get(url).json().toString());
    } catch (ParseException e) {
      throw new SignInRefused(Why.UNAVAILABLE, "the provider's keys cannot be read", e);
    }
  }
}
