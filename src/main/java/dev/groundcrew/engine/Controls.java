package dev.groundcrew.engine;

import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.Submission;
import dev.groundcrew.settings.Own;
import dev.groundcrew.task.Mode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;

/** What operators do by other ways than REST. Safe for use by several threads. */
@ApplicationScoped
public class Controls {
  @Inject Instance<Engine> engine;
  @Inject @Own InstantSource clock;

  /**
   * Runs a task now.
   *
   * @param who for the run's record
   * @return the run's id; it is stored by now
   * @throws IllegalArgumentException if there is no such task
   * @throws dev.groundcrew.database.DatabaseException if it could not be stored; then there is none
   */
  public String run(String task, String who) {
    Engine running = engine.get();
    Task found =
        running
            .catalogue()
            .find(task)
            .orElseThrow(() -> new IllegalArgumentException("there is no task " + task));
    return RunId.text(
        running.submissions().submit(found, Origin.manual(who), Submission.PLAIN).id());
  }

  /**
   * Asks all runs of a task that are under way on this node to end.
   *
   * @return how many were
   */
  public int cancel(String task, String who) {
    int asked = 0;
    for (Run run : engine.get().execution().live()) {
      if (run.task().equals(task)
          && engine.get().cancels().cancel(run, who) != Cancels.Cancelled.OVER) {
        asked++;
      }
    }
    return asked;
  }

  /**
   * Stops a task's schedule on all nodes until it is resumed; a second time replaces who and why.
   *
   * @throws IllegalArgumentException if the reason is too long
   * @throws dev.groundcrew.database.DatabaseException if it could not be stored
   */
  public void pause(String task, String who, String reason) {
    if (reason.length() > PausesResource.LONGEST_REASON) {
      throw new IllegalArgumentException(
          "the reason is too long: at most " + PausesResource.LONGEST_REASON + " characters");
    }
    var pause = new TaskState.Pause(clock.instant(), who, reason, Optional.empty());
    engine.get().states().pause(task, pause);
  }

  /**
   * Ends a task's pause and quarantine on all nodes.
   *
   * @throws dev.groundcrew.database.DatabaseException if it could not be stored
   */
  public void resume(String task) {
    Engine running = engine.get();
    running.catalogue().find(task).ifPresent(running::resume);
  }

  /**
   * Changes how many runs of a mode may be under way at once on this node, until the next start.
   *
   * @throws IllegalArgumentException if the mode does not allow that many, or none
   */
  public void resize(Mode mode, int limit) {
    engine.get().execution().resize(mode, limit);
  }
}
