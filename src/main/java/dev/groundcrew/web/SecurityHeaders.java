package dev.groundcrew.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;

/** Headers that keep answers out of caches, frames and the hands of content sniffers. */
public class SecurityHeaders implements ContainerResponseFilter {
  private static final String NO_STORE = "no-store";
  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    ALWAYS.forEach(headers::putSingle);
    headers.putIfAbsent(HttpHeaders.CACHE_CONTROL, List.of(NO_STORE));
  }

  /** Sets the same on an answer that JAX-RS never sees. */
  public static void on(HttpServletResponse response) {
    ALWAYS.forEach(response::setHeader);
    response.setHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }
}
