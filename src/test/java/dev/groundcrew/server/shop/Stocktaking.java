package dev.groundcrew.server.shop;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** The other of the shop's two beans with background work. */
@ApplicationScoped
class Stocktaking {
  @Inject InstantSource clock;

  @BackgroundTask(name = "take-stock", every = "PT0.25S")
  void takeStock(TaskContext context) {
    context.message("stock at " + clock.instant());
  }
}
