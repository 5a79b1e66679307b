package dev.groundcrew.access;

import dev.groundcrew.web.IfMatch;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Page;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Who may sign in. */
@Path("api/users")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.ADMINISTRATOR)
public class UsersResource {
  @Inject SignIn signIn;
  @Inject Before before;
  @Context UriInfo uri;

  /**
   * A user as shown.
   *
   * @param tasks patterns of the names of the tasks that the user may operate
   * @param mustChangePassword whether the user has a password for one sign-in
   * @param signsInBy password, if that is ours; or openid or server, who then say the role too
   */
  @JsonbPropertyOrder({"name", "role", "tasks", "mustChangePassword", "signsInBy"})
  public record UserView(
      String name, String role, List<String> tasks, boolean mustChangePassword, String signsInBy) {
    static UserView of(User user) {
      return new UserView(
          user.name(),
          user.role(),
          user.operates().patterns(),
          user.mustChangePassword(),
          user.signsInBy());
    }
  }

  /**
   * A password as it is shown once.
   *
   * @param user whose it is
   * @param password opens nothing but its own change
   */
  @JsonbPropertyOrder({"user", "password"})
  public record NewPasswordView(String user, String password) {}

  /** All users by name. */
  @GET
  public Page<UserView> list() {
    var query = new Query(uri, "limit", "after");
    int limit = query.limit();
    String after = Name.after(query);
    query.check();
    return Page.of(signIn.users().list(after, limit + 1), limit, User::name).map(UserView::of);
  }

  /** One user. */
  @GET
  @Path("{name}")
  public Response one(@PathParam("name") String name) {
    new Query(uri).check();
    return shown(signIn.users().require(possible(name)));
  }

  private void tellWhatWas(String name) {
    User user = signIn.users().require(possible(name));
    before.was(TaskLimit.inAudit(user.role(), user.operates()));
  }

  private static Response shown(User user) {
    return Response.ok(UserView.of(user)).tag(user.etag()).build();
  }

  /** No user can have another name, and PostgreSQL fails on U+0000. */
  private static String possible(String name) {
    if (!Name.isPossible(name)) {
      throw ProblemException.notFound("There is no such user");
    }
    return name;
  }

  /** Makes a user; the password for the first sign-in is in this answer and nowhere else. */
  @POST
  public Response create(InputStream in) {
    new Query(uri).check();
    JsonBody body = JsonBody.read(in, "name", "role", TaskLimit.NAME);
    Optional<String> name = Name.read(body);
    Optional<String> role = Name.role(body);
    Optional<List<String>> tasks = TaskLimit.read(body, role);
    body.check();
    String password = OneTimePassword.generate();
    TaskGrant operates = TaskGrant.of(role.orElseThrow(), tasks);
    User user = signIn.users().create(name.orElseThrow(), role.orElseThrow(), operates, password);
    return Response.created(uri.getAbsolutePathBuilder().path(user.name()).build())
        .tag(user.etag())
        .entity(new NewPasswordView(user.name(), password))
        .build();
  }

  /** Gives a user another role, or other tasks to operate. */
  @PUT
  @Path("{name}")
  public Response changeRole(
      @PathParam("name") String name, @Context HttpHeaders headers, InputStream in) {
    new Query(uri).check();
    JsonBody body = JsonBody.read(in, "role", TaskLimit.NAME);
    Optional<String> role = Name.role(body);
    Optional<List<String>> tasks = TaskLimit.read(body, role);
    body.check();
    IfMatch condition = IfMatch.of(headers);
    tellWhatWas(name);
    return shown(signIn.users().changeRole(possible(name), role.orElseThrow(), tasks, condition));
  }

  /** Gives a user a new password for one sign-in, and ends the user's sessions. */
  @POST
  @Path("{name}/reset")
  public NewPasswordView reset(@PathParam("name") String name, InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    String password = OneTimePassword.generate();
    signIn.users().resetPassword(possible(name), password);
    return new NewPasswordView(name, password);
  }

  /** Removes a user. */
  @DELETE
  @Path("{name}")
  public Response delete(
      @PathParam("name") String name, @Context HttpHeaders headers, InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    tellWhatWas(name);
    signIn.users().delete(possible(name), IfMatch.of(headers));
    return Response.noContent().build();
  }
}
