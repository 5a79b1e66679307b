package dev.groundcrew.server.broken;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;

/** Somebody else's code in the same WAR that fails its deployment. */
@Startup
@Singleton
public class FailsByItself {
  @PostConstruct
  void start() {
    throw new IllegalStateException("not Groundcrew's fault");
  }
}
