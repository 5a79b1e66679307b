package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Everything it says would be code, were it taken for anything but text. */
@ApplicationScoped
class Hostile {
  @BackgroundTask(
      name = "hostile",
      description = "<img src=x onerror=alert(1)>",
      owner = "<script>alert(2)</script>",
      tags = "<svg onload=alert(3)>",
      runbook = "javascript:alert(4)")
  void hostile(TaskContext context) {
    context.log("<b onclick=alert(5)>bold</b> ${alert(6)} {{alert(7)}}");
    context.progress(2, 3);
    throw new IllegalStateException("<iframe src='javascript:alert(8)'></iframe>");
  }
}
