package dev.groundcrew.server.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Beans of types that Groundcrew has beans of too. */
@ApplicationScoped
class ShopClock {
  @Produces
  InstantSource clock() {
    return InstantSource.fixed(Instant.EPOCH);
  }

  @Produces
  Executor executor() {
    return Runnable::run;
  }
}
