package dev.groundcrew.engine.boot;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Starts and stops with the application. Bean-managed transactions, since a singleton's
 * {@code @PostConstruct} otherwise runs in a JTA transaction that everything would join.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StartUp {
  private static final Logger LOG = System.getLogger(StartUp.class.getName());

  @Inject Assembly assembly;

  @PostConstruct
  void start() {
    try {
      assembly.start();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, e.getMessage());
      if (assembly.settings().exitOnFailedStart()) {
        exit();
      }
      throw e;
    }
  }

  /**
   * Payara Micro goes on without an application that failed to deploy; the quick start asks for the
   * process to end instead. Exits on a thread of its own: the server's shutdown waits for this one.
   */
  private static void exit() {
    new Thread(() -> System.exit(1), "groundcrew exit").start();
  }

  @PreDestroy
  void stop() {
    assembly.stop();
  }
}
