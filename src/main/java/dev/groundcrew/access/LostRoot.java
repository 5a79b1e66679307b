package dev.groundcrew.access;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The first page of the console on GlassFish 8 and Payara 7, which refuse it to everybody: they ask
 * their policy about the pattern {@code /}, which stands for all paths, and so for more than a
 * constraint grants that has exceptions ({@code AuthorizationService.getURLPattern} of Exousia
 * 3.0.0; before, it asked about the empty pattern). Who is signed in is shown the page before the
 * policy is asked; it holds no data.
 */
final class LostRoot {
  private static final String PAGE = "/app/console.html";

  private LostRoot() {}

  /** Whether a request is for that page, on that server. */
  static boolean is(HttpServletRequest request) {
    String root = request.getContextPath() + "/";
    return request.getRequestURI().equals(root) && isLost(request.getServletContext());
  }

  /** Both have Servlet 6.1; Payara 6, which gives the page, has 6.0. */
  private static boolean isLost(ServletContext server) {
    String name = server.getServerInfo();
    boolean newer =
        server.getMajorVersion() > 6
            || (server.getMajorVersion() == 6 && server.getMinorVersion() > 0);
    return newer && (name.contains("GlassFish") || name.contains("Payara"));
  }

  /** Answers with the page, so that the container has nothing left to do. */
  static AuthenticationStatus show(HttpServletRequest request, HttpServletResponse response) {
    try {
      request.getRequestDispatcher(PAGE).forward(request, response);
      return AuthenticationStatus.SEND_CONTINUE;
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
