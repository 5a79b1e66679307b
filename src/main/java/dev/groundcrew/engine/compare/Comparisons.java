package dev.groundcrew.engine.compare;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.database.SqlWork;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.EngineStopping;
import dev.groundcrew.engine.Task;
import dev.groundcrew.execution.RequestLoad;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.settings.Own;
import dev.groundcrew.web.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All comparisons: the one that goes on here, and those in the database. */
@ApplicationScoped
class Comparisons {
  private static final Logger LOG = System.getLogger(Comparisons.class.getName());

  /** Runs that do not end are given up by then. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(6);

  @Inject Engine engine;
  @Inject Database database;
  @Inject RequestLoad requests;
  @Inject @Own ManagedThreadFactory threads;

  private RunIds ids;

  // Guarded by this.
  private Trial current;
  private Thread thread;
  private boolean stopping;

  @PostConstruct
  void begin() {
    ids = new RunIds(engine::now, new SecureRandom().nextInt(RunIds.NODE_PARTS));
  }

  /**
   * Begins one here.
   *
   * @return the comparison, stored
   * @throws ProblemException 409 if one goes on here already
   * @throws DatabaseException if it could not be stored; then it does not begin
   */
  synchronized Comparison start(Task task, Wish wish, String who) {
    if (stopping) {
      throw ProblemException.conflict("This node stops");
    }
    if (current != null) {
      throw ProblemException.conflict(
          "A comparison goes on on this node: wait for "
              + RunId.text(current.id())
              + " or cancel it");
    }
    Comparison begun =
        Comparison.begun(ids.next(), task.name(), engine.node(), who, wish, engine.now());
    database.transaction(
        sql -> {
          ComparisonTable.abandonOverdue(sql);
          Instant overdue = sql.now().plus(wish.longest()).plus(SLACK);
          ComparisonTable.insert(sql, begun, overdue);
          return null;
        });
    var trial =
        new Trial(
            begun,
            task,
            wish,
            engine,
            ids,
            requests,
            () -> lookForCancel(begun.id()),
            figures -> seen(begun.id(), figures));
    current = trial;
    thread = threads.newThread(() -> live(trial));
    thread.setName("groundcrew comparison of " + task.name());
    thread.start();
    return begun;
  }

  private void live(Trial trial) {
    Trial.Ending ending;
    try {
      ending = trial.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a comparison failed", e);
      ending = new Trial.Ending(Comparison.State.FAILED, Optional.of(e.toString()));
    } finally {
      trial.close();
    }
    Trial.Ending how = ending;
    tell(sql -> ComparisonTable.ended(sql, trial.id(), how, trial.seen()));
    synchronized (this) {
      current = null;
      thread = null;
    }
  }

  private void seen(long id, List<Figures> figures) {
    tell(sql -> ComparisonTable.seen(sql, id, figures));
  }

  private interface Statement {
    void on(Sql sql) throws SQLException;
  }

  private void tell(Statement statement) {
    quietly(
        sql -> {
          statement.on(sql);
          return Optional.empty();
        });
  }

  /** The figures matter more than that each state of them is stored. */
  private <T> Optional<T> quietly(SqlWork<Optional<T>> work) {
    try {
      return database.transaction(work);
    } catch (DatabaseException e) {
      LOG.log(Level.WARNING, "a comparison could not be stored: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private void lookForCancel(long id) {
    quietly(sql -> ComparisonTable.cancelledBy(sql, id)).ifPresent(by -> stopHere(id, by));
  }

  private synchronized void stopHere(long id, String by) {
    if (current != null && current.id() == id) {
      current.stop(Comparison.State.CANCELLED, "cancelled by " + by);
    }
  }

  /** One comparison, wherever it runs or ran. */
  Optional<Comparison> find(long id) {
    return database.transaction(
        sql -> {
          ComparisonTable.abandonOverdue(sql);
          return ComparisonTable.find(sql, id);
        });
  }

  /** The newest first. */
  List<Comparison> list(Optional<String> task, long below, int limit) {
    return database.transaction(
        sql -> {
          ComparisonTable.abandonOverdue(sql);
          return ComparisonTable.list(sql, task, below, limit);
        });
  }

  /**
   * Asks one to end, wherever it runs.
   *
   * @return whether it was still going on
   */
  boolean cancel(long id, String who) {
    boolean goesOn = database.transaction(sql -> ComparisonTable.cancel(sql, id, who));
    if (goesOn) {
      stopHere(id, who);
    }
    return goesOn;
  }

  void stopping(@Observes EngineStopping event) {
    Trial last;
    Thread measuring;
    synchronized (this) {
      stopping = true;
      last = current;
      measuring = thread;
    }
    if (last != null) {
      last.stop(Comparison.State.CANCELLED, "shutdown");
      last.close();
      await(measuring);
    }
  }

  private static void await(Thread last) {
    try {
      last.join(PATIENCE_AT_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
