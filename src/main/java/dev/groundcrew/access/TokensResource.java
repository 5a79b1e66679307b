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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What programs sign in with. */
@Path("api/tokens")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.ADMINISTRATOR)
public class TokensResource {
  private static final Duration USUAL = Duration.ofDays(90);
  private static final Duration LONGEST = Duration.ofDays(366);

  @Inject SignIn signIn;
  @Inject Before before;
  @Context UriInfo uri;

  /**
   * A token as it is shown.
   *
   * @param tasks patterns of the names of the tasks that the program may operate
   * @param lastUsedAt to the minute; null if never
   */
  @JsonbPropertyOrder({
    "name",
    "role",
    "tasks",
    "createdBy",
    "createdAt",
    "expiresAt",
    "lastUsedAt"
  })
  public record TokenView(
      String name,
      String role,
      List<String> tasks,
      String createdBy,
      String createdAt,
      String expiresAt,
      String lastUsedAt) {
    static TokenView of(Token token) {
      return new TokenView(
          token.name(),
          token.role(),
          token.operates().patterns(),
          token.createdBy(),
          token.createdAt().toString(),
          token.expiresAt().toString(),
          token.lastUsedAt().map(Instant::toString).orElse(null));
    }
  }

  /**
   * A token as it is shown once.
   *
   * @param secret what the program sends as Bearer
   */
  @JsonbPropertyOrder({"token", "secret"})
  public record NewToken(TokenView token, String secret) {}

  /** All tokens by name, without their secrets. */
  @GET
  public Page<TokenView> list() {
    var query = new Query(uri, "limit", "after");
    int limit = query.limit();
    String after = Name.after(query);
    query.check();
    return Page.of(signIn.tokens().list(after, limit + 1), limit, Token::name).map(TokenView::of);
  }

  /** One token. */
  @GET
  @Path("{name}")
  public Response one(@PathParam("name") String name) {
    new Query(uri).check();
    Token token = require(name);
    return Response.ok(TokenView.of(token)).tag(token.etag()).build();
  }

  /** Makes a token; its secret is in this answer and nowhere else. */
  @POST
  public Response create(@Context SecurityContext caller, InputStream in) {
    new Query(uri).check();
    JsonBody body = JsonBody.read(in, "name", "role", TaskLimit.NAME, "expiresAt");
    Instant now = signIn.now().truncatedTo(ChronoUnit.MICROS);
    Optional<String> name = Name.read(body);
    Optional<String> role = Name.role(body);
    Optional<List<String>> tasks = TaskLimit.read(body, role);
    Instant end = end(body, now);
    body.check();
    var token =
        new Token(
            name.orElseThrow(),
            role.orElseThrow(),
            TaskGrant.of(role.orElseThrow(), tasks),
            caller.getUserPrincipal().getName(),
            now,
            end,
            Optional.empty());
    String secret =
        signIn
            .tokens()
            .create(token)
            .orElseThrow(
                () -> ProblemException.conflict("There is a token " + token.name() + " already"));
    return Response.created(uri.getAbsolutePathBuilder().path(token.name()).build())
        .tag(token.etag())
        .entity(new NewToken(TokenView.of(token), secret))
        .build();
  }

  private static Instant end(JsonBody body, Instant now) {
    Optional<String> text = body.text("expiresAt");
    if (text.isEmpty()) {
      return now.plus(USUAL);
    }
    try {
      Instant end = Instant.parse(text.get()).truncatedTo(ChronoUnit.MICROS);
      if (end.isAfter(now) && !end.isAfter(now.plus(LONGEST))) {
        return end;
      }
    } catch (DateTimeException e) {
      // Falls through to the same fault.
    }
    body.fault(
        "/expiresAt",
        "must be an instant in UTC such as 2026-12-24T00:00:00Z, at most "
            + LONGEST.toDays()
            + " days from now");
    return now;
  }

  /** Revokes a token. */
  @DELETE
  @Path("{name}")
  public Response revoke(
      @PathParam("name") String name, @Context HttpHeaders headers, InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    IfMatch condition = IfMatch.of(headers);
    Token token = require(name);
    condition.check(token.etag());
    before.was(TaskLimit.inAudit(token.role(), token.operates()));
    if (!signIn.tokens().revoke(token)) {
      throw IfMatch.changedMeanwhile();
    }
    return Response.noContent().build();
  }

  private Token require(String name) {
    return Optional.of(name)
        .filter(Name::isPossible)
        .flatMap(signIn.tokens()::find)
        .orElseThrow(() -> ProblemException.notFound("There is no token " + name));
  }
}
