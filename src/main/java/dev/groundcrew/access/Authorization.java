package dev.groundcrew.access;

import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.ProblemException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets in whom a resource names and nobody else (rules 2 and 13 of the package). */
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION)
public class Authorization implements ContainerRequestFilter {
  @Inject LimitedOperators limited;
  @Context ResourceInfo resource;
  @Context HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) {
    MayCall rule =
        rule(resource.getResourceMethod())
            .orElseThrow(() -> ProblemException.forbidden("Nobody may do this"));
    if (!List.of(rule.value()).contains(MayCall.ANYBODY)) {
      check(request.getSecurityContext(), rule.value());
      MultivaluedMap<String, String> inPath = request.getUriInfo().getPathParameters();
      limited.check(
          resource.getResourceMethod(), rule, TaskGrant.of(servletRequest), inPath::getFirst);
    }
  }

  /**
   * The method's own rule wins over its class's; JAX-RS answers OPTIONS without a method of ours.
   */
  static Optional<MayCall> rule(Method method) {
    return method == null
        ? Optional.empty()
        : Stream.<AnnotatedElement>of(method, method.getDeclaringClass())
            .map(place -> place.getAnnotation(MayCall.class))
            .filter(Objects::nonNull)
            .findFirst();
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
