package dev.groundcrew.server.tasks;

import dev.groundcrew.engine.Runs;
import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tasks that are given something to work with, and one that needs several tries. */
@ApplicationScoped
class Orders {
  @Inject Runs runs;

  record Order(String id, int amount, Optional<String> note) {}

  @BackgroundTask(name = "ships-orders", overlap = Overlap.ALLOW)
  String ship(TaskContext context, Order order) {
    return "%d of %s, %s, key %s, token %s"
        .formatted(
            order.amount(),
            order.id(),
            order.note().orElse("no note"),
            context.key().orElse("none"),
            context.fencingToken() > 0 ? "there" : "missing");
  }

  @BackgroundTask(name = "works-at-the-third-try", attempts = 3, backoff = "PT0.05S")
  String thirdTry(TaskContext context) {
    if (context.attempt() < 3) {
      throw new IllegalStateException("try " + context.attempt() + " went wrong");
    }
    return "done at last";
  }

  @BackgroundTask(name = "never-works", attempts = 2, backoff = "PT0.05S")
  void never() {
    throw new IllegalStateException("never works");
  }

  @BackgroundTask(name = "tells-its-trace")
  String trace(TaskContext context) {
    return context.traceParent().orElse("none");
  }

  /** Answers with the id of the run that it submitted. */
  @BackgroundTask(name = "submits-within-its-trace")
  String submit() {
    return runs.submit("tells-its-trace");
  }
}
