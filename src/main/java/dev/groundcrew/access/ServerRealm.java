package dev.groundcrew.access;

import jakarta.security.jacc.PolicyContext;
import jakarta.security.jacc.PolicyContextException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;

/**
 * The server's own users, as its administrator keeps them. The request is theirs for a moment only:
 * what it leaves behind is a session of ours.
 *
 * @param roles which of the server's groups have which role
 */
record ServerRealm(RoleMapping roles) {
  private static final Logger LOG = System.getLogger(ServerRealm.class.getName());

  /** Jakarta Authorization 2.1, section 4.6.1.1. */
  private static final String SUBJECT = "javax.security.auth.Subject.container";

  /** The groups of whomever a name and a password belong to; empty if to nobody. */
  Optional<Set<String>> groups(HttpServletRequest request, Credential given) {
    try {
      if (request.getUserPrincipal() != null) {
        request.logout();
      }
      request.login(given.name(), given.password());
    } catch (ServletException e) {
      LOG.log(Level.DEBUG, "the server does not sign in " + given.name(), e);
      return Optional.empty();
    }
    try {
      Set<String> groups = principals(given.name());
      roles.groups().values().stream()
          .flatMap(Set::stream)
          .filter(request::isUserInRole)
          .forEach(groups::add);
      return Optional.of(groups);
    } finally {
      signOut(request);
    }
  }

  /** What the server knows the caller by, except the name: a user may be called like a group. */
  private static Set<String> principals(String name) {
    var names = new HashSet<String>();
    try {
      if (PolicyContext.getContext(SUBJECT) instanceof Subject subject) {
        subject.getPrincipals().stream()
            .map(Principal::getName)
            .filter(other -> !name.equals(other))
            .forEach(names::add);
      }
    } catch (PolicyContextException | LinkageError e) {
      // A server without Jakarta Authorization still knows whether the caller is in a role.
      LOG.log(Level.DEBUG, "the server does not tell its subject", e);
    }
    return names;
  }

  private static void signOut(HttpServletRequest request) {
    try {
      request.logout();
    } catch (ServletException e) {
      LOG.log(Level.WARNING, "the server keeps a caller signed in for this request", e);
    }
  }
}
