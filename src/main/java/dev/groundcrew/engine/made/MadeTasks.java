package dev.groundcrew.engine.made;

import dev.groundcrew.database.Database;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Submissions;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.TaskFactory;
import dev.groundcrew.engine.TaskSource;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Puts the parts of this package together, for the engine and for REST. Safe for use by several
 * threads once {@link #begin} has returned.
 */
@ApplicationScoped
class MadeTasks implements TaskSource {
  @Inject Database database;

  private volatile Submissions submissions;
  private volatile TaskMaker maker;
  private volatile TaskChanges changes;
  private volatile TaskImport imports;

  @Override
  public void begin(Engine engine, TaskFactory factory) {
    submissions = engine.submissions();
    maker = new TaskMaker(factory);
    changes = new TaskChanges(engine.catalogue(), database, engine.schedules(), maker);
    imports = new TaskImport(engine.catalogue(), database, maker, changes);
  }

  @Override
  public void startFromNowOn() {
    changes.startFromNowOn();
  }

  @Override
  public void follow() {
    changes.follow();
  }

  TaskMaker maker() {
    return maker;
  }

  TaskChanges changes() {
    return changes;
  }

  TaskImport imports() {
    return imports;
  }

  /** Starts the dry run of a task that waits for its confirmation and has not had one. */
  void rehearse(Task task, String who) {
    boolean waits =
        task.declared()
            .confirmation()
            .filter(it -> !it.confirmed() && it.rehearsal().isEmpty())
            .isPresent();
    if (waits) {
      submissions.submit(task, Origin.manual(who), Submission.PLAIN);
    }
  }
}
