package dev.groundcrew.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Optional;

/** A request with our caller, or with none, whoever the container takes it to be from. */
final class SignedInRequest extends HttpServletRequestWrapper {
  private final Optional<Caller> caller;

  SignedInRequest(HttpServletRequest request, Optional<Caller> caller) {
    super(request);
    this.caller = caller;
  }

  @Override
  public Principal getUserPrincipal() {
    return caller.<Principal>map(who -> who::name).orElse(null);
  }

  @Override
  public String getRemoteUser() {
    return caller.map(Caller::name).orElse(null);
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller.filter(who -> who.roles().contains(role)).isPresent();
  }

  @Override
  public String getAuthType() {
    return caller.map(who -> BASIC_AUTH).orElse(null);
  }
}
