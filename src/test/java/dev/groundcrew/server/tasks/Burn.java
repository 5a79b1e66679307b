package dev.groundcrew.server.tasks;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A request that computes for 20 ms. */
@WebServlet("/probe/burn")
public class Burn extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    Workloads.compute(Workloads.TWENTY_MILLIS);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
