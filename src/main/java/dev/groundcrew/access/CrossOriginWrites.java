package dev.groundcrew.access;

import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.TakesToo;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses changes that a page of another site makes a browser send (rule 8 of the package). Goes by
 * what browsers say about themselves, as {@code CrossOriginProtection} of Go 1.25 does: {@code
 * Sec-Fetch-Site}, or {@code Origin} where that is missing; programs send neither. Besides, a body
 * must be of a kind that no form can send.
 */
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class CrossOriginWrites implements ContainerRequestFilter {
  private static final Set<String> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final String JSON = "application/json";

  @Inject AccessSettings settings;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (READS.contains(request.getMethod())) {
      return;
    }
    if (!isOwn(request)) {
      throw ProblemException.forbidden("A page of another site may not change anything here");
    }
    Optional<String> other = takenToo(resource.getResourceMethod());
    if (hasBody(request) && !isTaken(type(request), other)) {
      throw ProblemException.unsupportedMediaType(
          "This path takes " + JSON + other.map(" or "::concat).orElse(""));
    }
  }

  private boolean isOwn(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null) {
      return OWN_SITE.contains(site);
    }
    String origin = request.getHeaderString("Origin");
    return origin == null
        || settings.publicUrl().filter(url -> origin(url).equalsIgnoreCase(origin)).isPresent()
        || isHost(origin, request.getHeaderString(HttpHeaders.HOST));
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  /** The scheme is not compared: a proxy may have taken the TLS off. */
  private static boolean isHost(String origin, String host) {
    int end = origin.indexOf("://");
    return host != null
        && end > 0
        && origin.substring(end + 3).equals(host.toLowerCase(Locale.ROOT));
  }

  /** By its headers: an empty body of a form has a type, and one of a script may have none. */
  private static boolean hasBody(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return (length != null && !length.strip().equals("0"))
        || request.getHeaderString("Transfer-Encoding") != null
        || request.getHeaderString(HttpHeaders.CONTENT_TYPE) != null;
  }

  /** Without parameters, in small letters; empty if it has none. */
  private static Optional<String> type(ContainerRequestContext request) {
    return Optional.ofNullable(request.getHeaderString(HttpHeaders.CONTENT_TYPE))
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  /** A form always has a type. */
  private static boolean isTaken(Optional<String> type, Optional<String> other) {
    return type.isEmpty() ? other.isPresent() : type.get().equals(JSON) || type.equals(other);
  }

  private static Optional<String> takenToo(Method method) {
    return Optional.ofNullable(method)
        .map(known -> known.getAnnotation(TakesToo.class))
        .map(TakesToo::value);
  }
}
