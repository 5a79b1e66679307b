package dev.groundcrew.engine.boot;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;

/**
 * The gate (rule 2 of the engine). The container initialises this servlet as the last of all, by
 * its load-on-startup in {@code web.xml}; it answers nothing and has no path.
 */
public class StartGate extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject transient Assembly assembly;

  @Override
  public void init() {
    assembly.openGate();
  }

  /**
   * Payara stops the web module before it calls a singleton's {@code @PreDestroy}, and from then on
   * the application's class loader finds no class that is not loaded yet. So the stop begins here,
   * while everything still works; {@link StartUp} finds it done.
   */
  @Override
  public void destroy() {
    assembly.stop();
  }
}
