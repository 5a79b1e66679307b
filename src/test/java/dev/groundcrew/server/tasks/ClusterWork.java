package dev.groundcrew.server.tasks;

import dev.groundcrew.task.AfterCrash;
import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.Scope;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Tasks of which a cluster does each run once. */
@ApplicationScoped
class ClusterWork {
  @BackgroundTask(name = "ticks-in-the-cluster", every = "PT1S", scope = Scope.ONCE_PER_CLUSTER)
  void tick() {}

  @BackgroundTask(
      name = "short-in-the-cluster",
      scope = Scope.ONCE_PER_CLUSTER,
      overlap = Overlap.ALLOW)
  void brief() {}

  /** Ends only when it is told to. */
  @BackgroundTask(
      name = "long-in-the-cluster",
      scope = Scope.ONCE_PER_CLUSTER,
      overlap = Overlap.ALLOW)
  void lasts(TaskContext context) throws InterruptedException {
    while (context.proceedAfter(Duration.ofMinutes(1))) {
      context.log("goes on");
    }
  }

  @BackgroundTask(
      name = "once-at-most-in-the-cluster",
      scope = Scope.ONCE_PER_CLUSTER,
      overlap = Overlap.ALLOW,
      afterCrash = AfterCrash.ABANDON)
  void lastsOnce(TaskContext context) throws InterruptedException {
    lasts(context);
  }

  @BackgroundTask(
      name = "one-waits-in-the-cluster",
      scope = Scope.ONCE_PER_CLUSTER,
      overlap = Overlap.QUEUE_ONE)
  void oneWaits(TaskContext context) throws InterruptedException {
    lasts(context);
  }

  @BackgroundTask(
      name = "newest-in-the-cluster",
      scope = Scope.ONCE_PER_CLUSTER,
      overlap = Overlap.CANCEL_RUNNING)
  void newest(TaskContext context) throws InterruptedException {
    lasts(context);
  }

  @BackgroundTask(name = "one-in-the-cluster", scope = Scope.ONCE_PER_CLUSTER)
  void oneAtATime(TaskContext context) throws InterruptedException {
    lasts(context);
  }
}
