package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.web.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** HTTP Basic (RFC 7617), told to the container by Jakarta Security. */
@ApplicationScoped
class BasicMechanism implements HttpAuthenticationMechanism {
  private static final String CHALLENGE = "Basic realm=\"groundcrew\", charset=\"UTF-8\"";

  @Inject Database database;
  @Inject InstantSource clock;
  private Passwords passwords;

  @PostConstruct
  void make() {
    passwords =
        new Passwords(
            database, new PasswordHash(), clock, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (!context.isProtected()) {
      return onOpenPath(request, context);
    }
    try {
      Optional<BasicCredential> credential = BasicCredential.of(request.getHeader("Authorization"));
      Optional<Set<String>> roles =
          credential.flatMap(pair -> passwords.check(pair.name(), pair.password()));
      if (roles.isPresent()) {
        return context.notifyContainerAboutLogin(credential.orElseThrow().name(), roles.get());
      }
      response.setHeader("WWW-Authenticate", CHALLENGE);
      return refuse(
          response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized", "Sign in by HTTP Basic");
    } catch (Passwords.Overloaded e) {
      return unavailable(response, "Too many sign in at once: try again");
    } catch (DatabaseException e) {
      return unavailable(response, "The database is away, so nobody can sign in");
    }
  }

  /** A probe is answered whoever asks, and whether or not it can be known who does. */
  private AuthenticationStatus onOpenPath(HttpServletRequest request, HttpMessageContext context) {
    try {
      Optional<BasicCredential> credential = BasicCredential.of(request.getHeader("Authorization"));
      return credential
          .flatMap(pair -> passwords.check(pair.name(), pair.password()))
          .map(roles -> context.notifyContainerAboutLogin(credential.orElseThrow().name(), roles))
          .orElseGet(context::doNothing);
    } catch (Passwords.Overloaded | DatabaseException e) {
      return context.doNothing();
    }
  }

  private static AuthenticationStatus unavailable(HttpServletResponse response, String detail) {
    response.setHeader("Retry-After", "5");
    return refuse(
        response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Service Unavailable", detail);
  }

  private static AuthenticationStatus refuse(
      HttpServletResponse response, int status, String title, String detail) {
    response.setStatus(status);
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    try {
      response
          .getWriter()
          .write(
              Json.createObjectBuilder()
                  .add("type", "about:blank")
                  .add("title", title)
                  .add("status", status)
                  .add("detail", detail)
                  .add("errors", Json.createArrayBuilder())
                  .build()
                  .toString());
      response.flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return AuthenticationStatus.SEND_FAILURE;
  }
}
