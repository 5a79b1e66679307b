package dev.groundcrew.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Tells the container who the caller is. One mechanism for all ways to sign in, since two in one
 * application fail on Jakarta EE 10; so the library JAR leaves it out, and has {@link SignInFilter}
 * instead.
 */
@ApplicationScoped
class SignInMechanism implements HttpAuthenticationMechanism {
  @Inject Door door;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    if (context.isProtected()) {
      return door.admit(request, response)
          .map(
              caller ->
                  LostRoot.is(request)
                      ? LostRoot.show(request, response)
                      : signedIn(caller, context))
          .orElseGet(
              () ->
                  response.getStatus() == HttpServletResponse.SC_SEE_OTHER
                      ? AuthenticationStatus.SEND_CONTINUE
                      : AuthenticationStatus.SEND_FAILURE);
    }
    new ServerRealm(context.getHandler()).belongTo(request);
    return door.recognise(request)
        .map(caller -> signedIn(caller, context))
        .orElseGet(context::doNothing);
  }

  private static AuthenticationStatus signedIn(Caller caller, HttpMessageContext context) {
    return context.notifyContainerAboutLogin(caller.name(), caller.roles());
  }
}
