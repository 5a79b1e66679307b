package dev.groundcrew.access;

import dev.groundcrew.web.ProblemException;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * The server's own users, as its administrator keeps them: asked for a name and a password by
 * Jakarta Authentication (3.0, section 3.5), which signs nobody in. {@code
 * HttpServletRequest.login} would not do: Payara and GlassFish refuse it wherever an application
 * has a mechanism of its own.
 *
 * @param server what the server has given the mechanism to ask it
 */
record ServerRealm(CallbackHandler server) {
  private static final Logger LOG = System.getLogger(ServerRealm.class.getName());
  private static final String ATTRIBUTE = ServerRealm.class.getName();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Lets the rest of the request ask it: only a mechanism is given the way to. */
  void belongTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /**
   * The one that a request may ask.
   *
   * @throws ProblemException 503 if the server has given none
   */
  static ServerRealm of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof ServerRealm realm) {
      return realm;
    }
    throw away();
  }

  /**
   * The groups of whomever a name and a password belong to; empty if to nobody.
   *
   * @throws ProblemException 503 if the server cannot say
   */
  Optional<Set<String>> groups(Credential given) {
    var subject = new Subject();
    var asked =
        new PasswordValidationCallback(subject, given.name(), given.password().toCharArray());
    try {
      server.handle(new Callback[] {asked});
      return asked.getResult() ? Optional.of(groups(subject, given.name())) : Optional.empty();
    } catch (IOException | UnsupportedCallbackException e) {
      LOG.log(Level.WARNING, "the server's realm cannot be asked", e);
      throw away();
    } finally {
      asked.clearPassword();
    }
  }

  private static ProblemException away() {
    return ProblemException.unavailable("The server's realm cannot be asked", RETRY_AFTER);
  }

  /** What the server knows the caller by, except the name: a user may be called like a group. */
  private static Set<String> groups(Subject subject, String name) {
    return subject.getPrincipals().stream()
        .map(Principal::getName)
        .filter(other -> !name.equals(other))
        .collect(Collectors.toSet());
  }
}
