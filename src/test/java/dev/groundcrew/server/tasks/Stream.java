package dev.groundcrew.server.tasks;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A stream of events that stays open and holds no thread. */
@WebServlet(urlPatterns = "/probe/events", asyncSupported = true)
public class Stream extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.startAsync().setTimeout(0);
    response.setContentType("text/event-stream");
    response.getOutputStream().print("data: open\n\n");
    response.flushBuffer();
  }
}
