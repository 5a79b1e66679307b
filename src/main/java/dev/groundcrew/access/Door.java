package dev.groundcrew.access;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.settings.Place;
import dev.groundcrew.web.Problem;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.SecurityHeaders;
import dev.groundcrew.web.WebSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out who sends a request, by HTTP Basic (RFC 7617), a bearer token (RFC 6750), or the cookie
 * of a session, and answers whoever may not come in.
 */
@ApplicationScoped
class Door {
  private static final String CHALLENGE = "Basic realm=\"groundcrew\", charset=\"UTF-8\"";
  private static final String BEARER = "Bearer ";
  private static final int LONGEST_BEARER = 200;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Inject SignIn signIn;
  @Inject ClientAddress clientAddress;
  @Inject WebSettings web;

  /** The caller on a closed path; empty once the request has been answered instead. */
  Optional<Caller> admit(HttpServletRequest request, HttpServletResponse response) {
    try {
      Optional<Caller> caller = caller(request);
      if (caller.isEmpty()) {
        turnAway(request, response);
      }
      return caller;
    } catch (ProblemException e) {
      refuse(response, e);
    } catch (DatabaseException e) {
      refuse(
          response,
          ProblemException.unavailable("The database is away, so nobody can sign in", RETRY_AFTER));
    }
    return Optional.empty();
  }

  private void turnAway(HttpServletRequest request, HttpServletResponse response) {
    Optional<String> signInPage = web.console() ? SignInPage.insteadOf(request) : Optional.empty();
    if (signInPage.isPresent()) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      // As it is: the container would make it absolute, and miss a prefix that a proxy takes off.
      response.setHeader("Location", signInPage.get());
      SecurityHeaders.on(response);
    } else {
      challenge(request, response);
      refuse(response, ProblemException.unauthorized("Sign in, or send HTTP Basic or a token"));
    }
  }

  /**
   * The caller on an open path, if there is one. A probe is answered whoever asks, and whether or
   * not it can be known who does; files of the console are the same for everybody.
   */
  Optional<Caller> recognise(HttpServletRequest request) {
    String rest = request.getContextPath() + Place.current().path() + "/api/";
    if (!request.getRequestURI().startsWith(rest)) {
      return Optional.empty();
    }
    try {
      return caller(request);
    } catch (ProblemException | DatabaseException e) {
      return Optional.empty();
    }
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    Optional<Caller> caller = whoSends(request);
    caller.ifPresent(known -> known.operates().belongTo(request));
    return caller;
  }

  /** Whoever sends a header means it, also from a browser that has a session. */
  private Optional<Caller> whoSends(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return SessionCookie.secret(request).flatMap(signIn::bySession).map(Caller::of);
    }
    return bearer(header)
        .map(secret -> signIn.byToken(secret, clientAddress.of(request)))
        .orElseGet(() -> byPassword(request, header));
  }

  private Optional<Caller> byPassword(HttpServletRequest request, String header) {
    return Credential.of(header)
        .flatMap(given -> signIn.byPassword(given, clientAddress.of(request)))
        .map(Caller::of);
  }

  /** What comes behind the scheme of RFC 6750. */
  private static Optional<String> bearer(String header) {
    boolean isBearer =
        header.length() <= LONGEST_BEARER
            && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return isBearer ? Optional.of(header.substring(BEARER.length()).strip()) : Optional.empty();
  }

  /** A browser would open its own dialog at a challenge, over the console's page for signing in. */
  private static void challenge(HttpServletRequest request, HttpServletResponse response) {
    boolean browser =
        request.getHeader("Sec-Fetch-Mode") != null
            || "groundcrew".equals(request.getHeader("X-Requested-With"));
    if (!browser) {
      response.setHeader("WWW-Authenticate", CHALLENGE);
      response.addHeader("WWW-Authenticate", "Bearer realm=\"groundcrew\"");
    }
  }

  private static void refuse(HttpServletResponse response, ProblemException why) {
    Problem problem = why.problem();
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setCharacterEncoding("UTF-8");
    SecurityHeaders.on(response);
    why.retryAfter()
        .ifPresent(pause -> response.setHeader("Retry-After", Long.toString(pause.toSeconds())));
    try {
      response
          .getWriter()
          .write(
              JSON.createObjectBuilder()
                  .add("type", problem.type())
                  .add("title", problem.title())
                  .add("status", problem.status())
                  .add("detail", problem.detail())
                  .add("errors", JSON.createArrayBuilder())
                  .build()
                  .toString());
      response.flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
