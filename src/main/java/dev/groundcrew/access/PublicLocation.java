package dev.groundcrew.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;

/**
 * Lets {@code Location} begin with {@code groundcrew.public-url}: behind a proxy, the address that
 * a request came to is none that its sender can reach.
 */
@ApplicationScoped
public class PublicLocation implements ContainerResponseFilter {
  @Inject AccessSettings settings;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    URI location = response.getLocation();
    if (location != null) {
      settings
          .publicUrl()
          .map(url -> within(url, request.getUriInfo().getBaseUri(), location))
          .ifPresent(changed -> response.getHeaders().putSingle(HttpHeaders.LOCATION, changed));
    }
  }

  /**
   * Where the world finds what is at a place of this application; another place stays as it is.
   *
   * @param url of the application, with a slash at its end
   * @param base of the application here
   */
  static URI within(URI url, URI base, URI location) {
    URI rest = base.relativize(location);
    return rest.equals(location) ? location : url.resolve(rest.toString());
  }
}
