package dev.groundcrew.server.shop;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** One of the shop's two beans with background work. */
@ApplicationScoped
class Deliveries {
  @BackgroundTask(name = "deliver", every = "PT0.25S")
  CompletionStage<Void> deliver(TaskContext context) {
    return context.after(Duration.ofMillis(10));
  }
}
