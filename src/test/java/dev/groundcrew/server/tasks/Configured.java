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

  @BackgroundTask(name = "rescheduled", cron = "0 3 1 1 *", zone = "Europe/Berlin")
  void rescheduled() {}

  @BackgroundTask(name = "rescheduled-badly", cron = "0 3 1 1 *", zone = "Europe/Berlin")
  void rescheduledBadly() {}

  @BackgroundTask(
      name = "narrowed",
      cron = "30 2 * * *",
      zone = "Europe/Berlin",
      jitter = "PT1M",
      from = "2027-03-25T00:00:00Z",
      until = "2027-03-30T00:00:00Z",
      except = "2027-03-26")
  void narrowed() {}

  @BackgroundTask(name = "switched-off", every = "PT0.25S", atStartup = true)
  void switchedOff() {}

  @BackgroundTask(name = "times-out", timeout = "PT0.5S")
  void timesOut(TaskContext context) throws InterruptedException {
    while (context.proceedAfter(java.time.Duration.ofHours(1))) {
      context.log("goes on");
    }
  }
}
