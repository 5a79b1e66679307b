package dev.groundcrew.access;

import dev.groundcrew.web.ProblemException;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets in whom a resource names and nobody else (rule 2 of the package). Comes before the
 * container's own check of the same annotations, which lets everybody in where there is none and
 * cannot say what is missing.
 */
@Provider
@Priority(Priorities.AUTHORIZATION - 1)
public class Authorization implements ContainerRequestFilter {
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    AnnotatedElement rule =
        rule(resource.getResourceMethod())
            .orElseThrow(() -> ProblemException.forbidden("Nobody may do this"));
    RolesAllowed allowed = rule.getAnnotation(RolesAllowed.class);
    if (allowed != null) {
      check(request.getSecurityContext(), allowed.value());
    }
  }

  /**
   * The method's own rule wins over its class's; JAX-RS answers OPTIONS without a method of ours.
   */
  private static Optional<AnnotatedElement> rule(Method method) {
    return method == null
        ? Optional.empty()
        : Stream.<AnnotatedElement>of(method, method.getDeclaringClass())
            .filter(Authorization::decides)
            .findFirst();
  }

  private static boolean decides(AnnotatedElement place) {
    return place.isAnnotationPresent(PermitAll.class)
        || place.isAnnotationPresent(RolesAllowed.class);
  }

  private static void check(SecurityContext caller, String... roles) {
    if (caller.getUserPrincipal() == null) {
      throw ProblemException.unauthorized("Sign in, or send HTTP Basic or a token");
    }
    if (Stream.of(roles).anyMatch(caller::isUserInRole)) {
      return;
    }
    throw ProblemException.forbidden(
        caller.isUserInRole(Role.NEWCOMER)
            ? "Change the one-time password first: PUT /api/me/password with current and new"
            : "This needs the role " + roles[0]);
  }
}
