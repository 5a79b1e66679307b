package dev.groundcrew.access;

import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Who is signed in. */
@Path("api/me")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall({Role.VIEWER, Role.METRICS, Role.NEWCOMER})
public class MeResource {
  @Inject SignIn signIn;
  @Inject ClientAddress clientAddress;
  @Inject AccessSettings settings;
  @Context HttpServletRequest request;
  @Context SecurityContext caller;
  @Context UriInfo uri;

  /** The caller. */
  @GET
  public Me me() {
    new Query(uri).check();
    return Me.of(caller.getUserPrincipal().getName(), caller::isUserInRole, TaskGrant.of(request));
  }

  /** Changes the caller's password; who came with a session gets a new one, all others end. */
  @PUT
  @Path("password")
  @MayCall({Role.VIEWER, Role.NEWCOMER})
  public Response changePassword(InputStream body) {
    new Query(uri).check();
    Fields given = Fields.read(body, "current", "new");
    boolean hasSession = SessionCookie.secret(request).flatMap(signIn::bySession).isPresent();
    User user =
        signIn.changePassword(
            caller.getUserPrincipal().getName(),
            given.first(),
            given.second(),
            clientAddress.of(request));
    Response.ResponseBuilder answer = Response.ok(Me.of(user));
    if (hasSession) {
      answer.cookie(
          SessionCookie.with(
              signIn.begin(user, clientAddress.of(request)), request, settings.publicUrl()));
    }
    return answer.build();
  }
}
