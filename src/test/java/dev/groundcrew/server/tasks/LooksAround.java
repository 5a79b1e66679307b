package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Tasks that tell what the container gives them. */
@ApplicationScoped
class LooksAround {
  @Inject Identity identity;
  @Inject Visit visit;

  @BackgroundTask(name = "looks-around-pooled")
  String pooled() {
    return all();
  }

  @BackgroundTask(name = "looks-around-dedicated", mode = Mode.DEDICATED)
  String dedicated() {
    return all();
  }

  /** At its start, and in what follows a wait. */
  @BackgroundTask(name = "looks-around-async")
  CompletionStage<Void> async(TaskContext context) {
    String before = all();
    return context
        .after(Duration.ofMillis(10))
        .thenRun(
            () ->
                context.message(
                    before + " | " + Surroundings.inWords() + " caller=" + identity.name()));
  }

  /** The same visit within an attempt, another in the next. */
  private String all() {
    return Surroundings.inWords()
        + " caller="
        + identity.name()
        + " visit="
        + visit.number()
        + ","
        + visit.number();
  }
}
