package dev.groundcrew.engine;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.Stop;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Code of a task that must not run again after a crash: a durable run of it begins only once its
 * start is stored. Written with the next batch, as other starts are, it could be lost with its
 * node, and the run would begin a second time elsewhere.
 *
 * @param statements run here, for a lowered thread must not hold a connection
 */
record OnceStored(Database database, Execution execution, Executor statements, TaskBody body)
    implements TaskBody {
  @Override
  public Object run(TaskContext context) throws Exception {
    Optional<Run> run =
        RunId.parse(context.runId()).stream().boxed().findFirst().flatMap(execution::live);
    if (run.filter(it -> it.origin().durable()).isPresent() && !isStored(run.get())) {
      // Nothing has happened yet: whoever holds the run now may begin it.
      var why = new Stop(Stop.Cause.LEASE_LOST, "its start could not be stored");
      boolean ignored = execution.stop(run.get().id(), why);
      throw new NotBegun(why.reason());
    }
    return body.run(context);
  }

  /** The task's own code has not begun, so the run may begin anew. */
  static final class NotBegun extends CancellationException {
    private static final long serialVersionUID = 1;

    NotBegun(String reason) {
      super(reason);
    }
  }

  private boolean isStored(Run run) throws InterruptedException {
    try {
      return CompletableFuture.supplyAsync(() -> store(run), statements).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private boolean store(Run run) {
    try {
      return database.transaction(sql -> RunTable.update(sql, List.of(run)))[0] == 1;
    } catch (DatabaseException e) {
      return false;
    }
  }

  @Override
  public void check(Optional<String> parameters) {
    body.check(parameters);
  }
}
