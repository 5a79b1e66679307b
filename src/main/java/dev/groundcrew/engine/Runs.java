package dev.groundcrew.engine;

import dev.groundcrew.run.Origin;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Starts runs from code. Safe for use by several threads. */
@ApplicationScoped
public class Runs {
  @Inject Instance<Engine> engine;

  /**
   * Starts a run of a task on this node, as a request by hand does.
   *
   * @return the run's id; it is stored by now, whatever becomes of this process
   * @throws IllegalArgumentException if there is no such task
   * @throws dev.groundcrew.database.DatabaseException if it could not be stored; then there is none
   */
  public String submit(String task) {
    Engine running = engine.get();
    Task found =
        running
            .catalogue()
            .find(task)
            .orElseThrow(() -> new IllegalArgumentException("there is no task " + task));
    return RunId.text(
        running.submissions().submit(found, Origin.manual("code"), Submission.PLAIN).id());
  }
}
