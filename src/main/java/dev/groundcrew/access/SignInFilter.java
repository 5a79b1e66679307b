package dev.groundcrew.access;

import dev.groundcrew.settings.Place;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Does in somebody else's WAR what {@link SignInMechanism} and the constraints of {@code web.xml}
 * do in ours: signs in, for our paths only. The application's own login is neither asked nor
 * believed: a role of its that is called like one of ours opens nothing here.
 */
public class SignInFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** What {@code web.xml} opens. */
  private static final Pattern OPEN =
      Pattern.compile(
          "/api/health/(live|ready|started)|/app/.*|/sign-in|/api/session|/api/openid(/start|/callback)?");

  @Inject transient Door door;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String inside = request.getPathInfo();
    String path = Place.current().below(request.getServletPath() + (inside == null ? "" : inside));
    if (path.isEmpty()) {
      // Relative, since a proxy may have taken a prefix off; the console's own addresses are too.
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", Place.current().path().substring(1) + "/");
      return;
    }
    boolean open = isOpen(path);
    Optional<Caller> caller = open ? door.recognise(request) : door.admit(request, response);
    if (open || caller.isPresent()) {
      chain.doFilter(new SignedInRequest(request, caller), response);
    }
  }

  static boolean isOpen(String path) {
    return OPEN.matcher(path).matches();
  }
}
