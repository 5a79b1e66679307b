package dev.groundcrew.watch;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.access.Audit;
import dev.groundcrew.access.Role;
import dev.groundcrew.web.Problem;
import dev.groundcrew.web.SecurityHeaders;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /api/events}: the stream of events. A servlet and no JAX-RS resource, since only
 * Jakarta Servlet writes without blocking: a client that never reads would hold a thread of JAX-RS.
 */
public class EventStream extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String RETRY_SECONDS = "30";
  private static final int LONGEST_ID = 100;

  @Inject transient Events events;
  @Inject transient Audit audit;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SecurityHeaders.on(response);
    if (!request.isUserInRole(Role.VIEWER)) {
      audit.refused(request, HttpServletResponse.SC_FORBIDDEN);
      refuse(response, HttpServletResponse.SC_FORBIDDEN, "Forbidden", "This is for viewers");
    } else if (request.getQueryString() != null) {
      refuse(
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "Bad Request",
          "This path takes no query parameters");
    } else if (!events.hasRoom()) {
      response.setHeader("Retry-After", RETRY_SECONDS);
      refuse(
          response,
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "Service Unavailable",
          "Too many listen: poll instead");
    } else {
      listen(request, response);
    }
  }

  private void listen(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setContentType("text/event-stream;charset=UTF-8");
    // For proxies that would gather the stream before they pass it on.
    response.setHeader("X-Accel-Buffering", "no");
    String lastId = request.getHeader("Last-Event-ID");
    boolean known = lastId != null && lastId.length() <= LONGEST_ID;
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    EventClient client = events.join(async, response.getOutputStream(), known ? lastId : null);
    async.addListener(new Departure(client));
    response.getOutputStream().setWriteListener(client);
  }

  private static void refuse(HttpServletResponse response, int status, String title, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType(Problem.MEDIA_TYPE);
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write(
            JSON.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .add("errors", JSON.createArrayBuilder())
                .build()
                .toString());
  }

  /** However a stream ends, its client goes. */
  private record Departure(EventClient client) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      client.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      client.close();
    }

    @Override
    public void onError(AsyncEvent event) {
      client.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // Never started twice.
    }
  }
}
