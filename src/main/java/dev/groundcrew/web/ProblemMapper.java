package dev.groundcrew.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;

/** Turns whatever a resource throws into {@code problem+json}. */
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof ProblemException e) {
      Response.ResponseBuilder response = answer(e.problem());
      e.retryAfter()
          .ifPresent(pause -> response.header(HttpHeaders.RETRY_AFTER, pause.toSeconds()));
      return response.build();
    }
    if (thrown instanceof WebApplicationException e) {
      return ofContainer(e);
    }
    String incident = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "request failed, incident " + incident, thrown);
    return answer(Problem.of(500, "The server failed; its log has incident " + incident, List.of()))
        .build();
  }

  /** What JAX-RS itself refuses: no such path, method or media type. */
  private static Response ofContainer(WebApplicationException thrown) {
    Response original = thrown.getResponse();
    if (original.getStatus() < 400) {
      return original;
    }
    String detail =
        switch (original.getStatus()) {
          case 404 -> "There is nothing at this path";
          case 405 -> "This path does not know this method; see Allow";
          case 406 -> "This path does not answer in an accepted media type";
          case 415 -> "This path takes application/json";
          default -> "The request was refused: " + original.getStatusInfo().getReasonPhrase();
        };
    Response.ResponseBuilder response = answer(Problem.of(original.getStatus(), detail, List.of()));
    String allow = original.getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
  }

  private static Response.ResponseBuilder answer(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }
}
