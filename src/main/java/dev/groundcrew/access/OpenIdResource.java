package dev.groundcrew.access;

import dev.groundcrew.access.SignInRefused.Why;
import dev.groundcrew.settings.Place;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The two ways of a browser between us and the OpenID provider. Both end in a redirect. The one to
 * our pages leads to the sign-in page, not further: the session's cookie is {@code
 * SameSite=Strict}, so a browser does not send it before a page of ours has asked.
 */
@Path("api/openid")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(MayCall.ANYBODY)
public class OpenIdResource {
  private static final String COOKIE = Place.current().named("groundcrew-openid");
  private static final int LONGEST = 4_000;

  @Inject OpenIdSignIn openId;
  @Inject ClientAddress clientAddress;
  @Inject AccessSettings settings;
  @Context HttpServletRequest request;
  @Context UriInfo uri;

  /**
   * The provider as the sign-in page offers it.
   *
   * @param title what people call it; null if there is none
   */
  public record OpenIdView(String title) {}

  /** Which provider people may sign in with. */
  @GET
  public OpenIdView offered() {
    new Query(uri).check();
    return new OpenIdView(openId.provider().map(from -> from.client().title()).orElse(null));
  }

  /** Sends the browser to the provider. */
  @GET
  @Path("start")
  public Response start() {
    var query = new Query(uri, "then");
    String then = query.text("then").orElse("");
    query.check();
    OpenIdProvider provider = provider();
    OpenIdAttempt attempt = openId.begin(then);
    try {
      return Response.seeOther(provider.page(attempt, redirect()))
          .cookie(cookie(attempt.cookie(), (int) OpenIdAttempt.longest().toSeconds()))
          .build();
    } catch (SignInRefused e) {
      return refused(e, then);
    }
  }

  /** The provider has sent the browser back. It may send parameters that we do not know. */
  @GET
  @Path("callback")
  public Response callback() {
    OpenIdProvider provider = provider();
    Optional<OpenIdAttempt> attempt =
        carried(COOKIE)
            .flatMap(openId::attempt)
            .filter(known -> parameter("state").filter(known::hasState).isPresent());
    String then = attempt.map(OpenIdAttempt::then).orElse("");
    try {
      String code = code(provider, attempt);
      String session =
          openId.finish(
              provider, attempt.orElseThrow(), code, redirect(), clientAddress.of(request));
      return Response.seeOther(signInPage("done", "1", then))
          .cookie(cookie("", 0), SessionCookie.with(session, request, settings.publicUrl()))
          .build();
    } catch (SignInRefused e) {
      return refused(e, then);
    }
  }

  /** RFC 9207: a provider that names itself must be the right one. */
  private String code(OpenIdProvider provider, Optional<OpenIdAttempt> attempt)
      throws SignInRefused {
    if (attempt.isEmpty()) {
      throw new SignInRefused(Why.STALE, "the browser did not bring what belongs to the state");
    }
    String issuer = provider.client().issuer().toString();
    if (parameter("iss").filter(iss -> !iss.equals(issuer)).isPresent()) {
      throw new SignInRefused(Why.INVALID, "another issuer answered");
    }
    return parameter("code")
        .filter(text -> parameter("error").isEmpty())
        .orElseThrow(() -> new SignInRefused(Why.DENIED, "the provider gave no code"));
  }

  private OpenIdProvider provider() {
    return openId
        .provider()
        .orElseThrow(
            () -> ProblemException.notFound("There is no OpenID provider: groundcrew.oidc.issuer"));
  }

  private Optional<String> parameter(String name) {
    return Optional.ofNullable(uri.getQueryParameters().getFirst(name))
        .filter(text -> text.length() <= LONGEST);
  }

  private Optional<String> carried(String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }

  private Response refused(SignInRefused why, String then) {
    openId.log(why);
    return Response.seeOther(signInPage("refused", why.why().name().toLowerCase(Locale.ROOT), then))
        .cookie(cookie("", 0))
        .build();
  }

  private URI signInPage(String what, String value, String then) {
    String page = ours("sign-in") + "?" + what + "=" + value;
    return URI.create(
        then.isEmpty() ? page : page + "&then=" + URLEncoder.encode(then, StandardCharsets.UTF_8));
  }

  /** Where the provider sends browsers back to; it must have been told so at registration. */
  private URI redirect() {
    return ours("api/openid/callback");
  }

  private URI ours(String path) {
    URI base = settings.publicUrl().orElse(uri.getBaseUri());
    return UriBuilder.fromUri(base).path(path).build();
  }

  /** Lax, since the browser comes back from another site. */
  private NewCookie cookie(String value, int seconds) {
    return SessionCookie.attributes(COOKIE, request, settings.publicUrl())
        .value(value)
        .maxAge(seconds)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}
