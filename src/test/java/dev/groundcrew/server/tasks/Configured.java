package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.Scope;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Tasks whose declaration the configuration changes. */
@ApplicationScoped
class Configured {
  @BackgroundTask(
      name = "overridden",
      description = "from the annotation",
      owner = "annotated owner",
      tags = "annotated",
      runbook = "https://example.org/annotated",
      cron = "0 3 * * *",
      zone = "Europe/Berlin",
      order = 1,
      mode = Mode.POOLED,
      scope = Scope.EVERY_NODE,
      overlap = Overlap.SKIP,
      timeout = "PT5M")
  String overridden(TaskContext context) {
    return "trigger=" + context.trigger();
  }

  @BackgroundTask(name = "switched-off", every = "PT0.25S", atStartup = true)
  void switchedOff() {}

  @BackgroundTask(name = "times-out", timeout = "PT0.5S")
  void timesOut(TaskContext context) throws InterruptedException {
    while (context.proceedAfter(java.time.Duration.ofHours(1))) {
      context.log("goes on");
    }
  }
}
