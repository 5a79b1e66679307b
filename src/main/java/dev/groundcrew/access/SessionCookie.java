package dev.groundcrew.access;

import dev.groundcrew.settings.Place;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cookie that carries a session's secret: out of the reach of scripts, of other sites, and of
 * other applications on the host. It ends with the browser, or before.
 */
final class SessionCookie {
  private static final String NAME = Place.current().named("groundcrew-session");

  private SessionCookie() {}

  /** The secret that a request carries. */
  static Optional<String> secret(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(NAME))
            .map(Cookie::getValue)
            .findFirst();
  }

  /**
   * Lets a browser carry the secret from now on.
   *
   * @param publicUrl where browsers reach the application, if that is configured
   */
  static NewCookie with(String secret, HttpServletRequest request, Optional<URI> publicUrl) {
    return cookie(request, publicUrl).value(secret).build();
  }

  /** Lets a browser forget it. */
  static NewCookie gone(HttpServletRequest request, Optional<URI> publicUrl) {
    return cookie(request, publicUrl).value("").maxAge(0).build();
  }

  private static NewCookie.Builder cookie(HttpServletRequest request, Optional<URI> publicUrl) {
    return attributes(NAME, request, publicUrl).sameSite(NewCookie.SameSite.STRICT);
  }

  /** Where a cookie of ours is sent to, and that no script sees it. */
  static NewCookie.Builder attributes(
      String name, HttpServletRequest request, Optional<URI> publicUrl) {
    return new NewCookie.Builder(name)
        .path(
            publicUrl
                .map(URI::getPath)
                .orElse(request.getContextPath() + Place.current().path() + "/"))
        .secure(
            publicUrl
                .map(url -> "https".equalsIgnoreCase(url.getScheme()))
                .orElse(request.isSecure()))
        .httpOnly(true);
  }
}
