package dev.groundcrew.access;

import dev.groundcrew.web.Query;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Stream;

/** Who is signed in. */
@Path("me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER)
public class MeResource {
  /**
   * The caller.
   *
   * @param name as signed in
   * @param roles all that the caller has
   */
  public record Me(String name, List<String> roles) {}

  /** The caller. */
  @GET
  public Me me(@Context SecurityContext caller, @Context UriInfo uri) {
    new Query(uri).check();
    return new Me(
        caller.getUserPrincipal().getName(),
        Stream.of(Role.VIEWER, Role.OPERATOR, Role.ADMINISTRATOR)
            .filter(caller::isUserInRole)
            .toList());
  }
}
