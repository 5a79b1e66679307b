package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says something in every way there is. */
@ApplicationScoped
class Talker {
  private static final Logger LOG = Logger.getLogger(Talker.class.getName());

  @BackgroundTask(name = "talks")
  void talks(TaskContext context) {
    context.log("first, by the context");
    LOG.log(Level.WARNING, "second, by its own {0}", "logger");
    context.log("third, with a \"quote\", a \t tab and \u001B[31mred");
    context.progress(3, 4);
    context.message("said three things");
  }

  @BackgroundTask(name = "counts-dedicated", mode = Mode.DEDICATED)
  void counts(TaskContext context) throws InterruptedException {
    for (int i = 1; i <= 9_000 && context.proceedAfter(Duration.ofMillis(100)); i++) {
      context.progress(i, 9_000);
    }
  }
}
