package dev.groundcrew.server.leaving;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;

/** A task of the code. */
@ApplicationScoped
public class Guard {
  @BackgroundTask(name = "guard", cron = "0 3 1 1 *")
  public String watch(TaskContext context) {
    return "all is quiet";
  }
}
