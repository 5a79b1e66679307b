package dev.groundcrew.access;

import dev.groundcrew.settings.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a person goes who opens a page of the console without being signed in. */
final class SignInPage {
  private SignInPage() {}

  /**
   * The address of the sign-in page that leads back to what was asked for; empty if that is no
   * page, or not for a person. It is relative, since all pages are one level deep.
   */
  static Optional<String> insteadOf(HttpServletRequest request) {
    String path =
        Place.current().below(request.getRequestURI().substring(request.getContextPath().length()));
    String accept = request.getHeader("Accept");
    boolean person =
        request.getMethod().equals("GET")
            && accept != null
            && accept.contains("text/html")
            && request.getHeader("Authorization") == null;
    return person && path.matches("/[a-z-]*") ? Optional.of(to(path, request)) : Optional.empty();
  }

  private static String to(String path, HttpServletRequest request) {
    String query = request.getQueryString();
    String page = path.substring(1) + (query == null ? "" : "?" + query);
    return page.isEmpty()
        ? "sign-in"
        : "sign-in?then=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
  }
}
