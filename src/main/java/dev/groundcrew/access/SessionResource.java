package dev.groundcrew.access;

import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;

/** Signing in and out with a browser. */
@Path("api/session")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(MayCall.ANYBODY)
public class SessionResource {
  @Inject SignIn signIn;
  @Inject ClientAddress clientAddress;
  @Inject AccessSettings settings;
  @Inject ServerSignInSettings server;
  @Context HttpServletRequest request;
  @Context UriInfo uri;

  /**
   * Begins a session with a secret of its own, whatever the browser carried before, so that nobody
   * can have fixed it.
   */
  @POST
  public Response signIn(InputStream body) {
    new Query(uri).check();
    Fields given = Fields.read(body, "user", "password");
    User user =
        Credential.of(given.first(), given.second())
            .flatMap(this::check)
            .orElseThrow(() -> ProblemException.unauthorized("The name or the password is wrong"));
    SessionCookie.secret(request).ifPresent(signIn::end);
    return Response.ok(Me.of(user))
        .cookie(
            SessionCookie.with(
                signIn.begin(user, clientAddress.of(request)), request, settings.publicUrl()))
        .build();
  }

  /** Whose password is kept here is never the server's: so there is a way in when that is away. */
  private Optional<User> check(Credential given) {
    String address = clientAddress.of(request);
    Optional<RoleMapping> roles = server.roles();
    if (roles.isEmpty() || signIn.keepsPasswordOf(given.name())) {
      return signIn.byPassword(given, address);
    }
    return signIn.byServer(given, address, roles.get(), ServerRealm.of(request)::groups);
  }

  /** Ends the session, if there is one. */
  @DELETE
  public Response signOut(InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    SessionCookie.secret(request).ifPresent(signIn::end);
    return Response.noContent().cookie(SessionCookie.gone(request, settings.publicUrl())).build();
  }
}
