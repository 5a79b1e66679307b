package dev.groundcrew.server.shop;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The shop's own answer to whatever goes wrong. */
@Provider
public class ShopErrors implements ExceptionMapper<Throwable> {
  private static final int TEAPOT = 418;

  @Override
  public Response toResponse(Throwable thrown) {
    return Response.status(TEAPOT).type(MediaType.TEXT_PLAIN).entity("the shop is sorry").build();
  }
}
