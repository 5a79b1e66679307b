package dev.groundcrew.server.load;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The work as Groundcrew's tasks. */
@ApplicationScoped
class Ours {
  private static final Duration FAR = Duration.ofMillis(50);

  @BackgroundTask(name = "load-gate", overlap = Overlap.ALLOW)
  void gate(TaskContext context) {
    compute(context);
  }

  @BackgroundTask(name = "load-gate-idle", overlap = Overlap.ALLOW, idle = true)
  void gateAndIdle(TaskContext context) {
    compute(context);
  }

  @BackgroundTask(name = "load-no-gate", overlap = Overlap.ALLOW, yields = false)
  void noGate(TaskContext context) {
    compute(context);
  }

  @BackgroundTask(name = "load-nothing", overlap = Overlap.ALLOW)
  void nothing() {
    // Its run is the point.
  }

  @BackgroundTask(name = "load-tick-0")
  void tick0() {
    Work.little();
  }

  @BackgroundTask(name = "load-tick-1")
  void tick1() {
    Work.little();
  }

  @BackgroundTask(name = "load-tick-2")
  void tick2() {
    Work.little();
  }

  @BackgroundTask(name = "load-tick-3")
  void tick3() {
    Work.little();
  }

  @BackgroundTask(name = "load-tick-4")
  void tick4() {
    Work.little();
  }

  @BackgroundTask(name = "load-tick-5")
  void tick5() {
    Work.little();
  }

  @BackgroundTask(name = "load-tick-6")
  void tick6() {
    Work.little();
  }

  @BackgroundTask(name = "load-tick-7")
  void tick7() {
    Work.little();
  }

  @BackgroundTask(name = "load-tick-8")
  void tick8() {
    Work.little();
  }

  @BackgroundTask(name = "load-tick-9")
  void tick9() {
    Work.little();
  }

  private static void compute(TaskContext context) {
    while (context.proceed()) {
      Work.piece();
    }
  }

  /** Waits for a far service again and again. */
  @BackgroundTask(name = "load-async", overlap = Overlap.ALLOW)
  CompletionStage<Void> async(TaskContext context) {
    return context
        .after(FAR)
        .thenCompose(
            nothing -> {
              Work.little();
              return async(context);
            });
  }
}
