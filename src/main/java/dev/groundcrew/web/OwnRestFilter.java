package dev.groundcrew.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** Marks the requests of our own {@code Application}. */
@PreMatching
public class OwnRestFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    CDI.current().select(OwnRequest.class).get().markOwn();
  }
}
