package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.cluster.Signal;
import dev.groundcrew.cluster.SignalTable;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Which tasks are paused, quarantined or held, as the database says: read at the start and whenever
 * a signal tells of a change. Safe for use by several threads.
 */
final class TaskStates {
  private final Database database;
  private final InstantSource clock;
  private final Membership membership;
  private volatile Map<String, TaskState> states = Map.of();

  TaskStates(Database database, InstantSource clock, Membership membership) {
    this.database = database;
    this.clock = clock;
    this.membership = membership;
  }

  /** Reads everything anew. */
  void load(Sql sql) throws SQLException {
    states = TaskStateTable.all(sql);
  }

  TaskState of(String task) {
    return states.getOrDefault(task, TaskState.ACTIVE);
  }

  /** What is said of the whole. */
  Optional<TaskState.Pause> hold() {
    return of(TaskStateTable.WHOLE).pauseAt(clock.instant());
  }

  /** Why no schedule may start the task now; empty if it may. */
  Optional<String> reasonNotToStart(String task) {
    return hold()
        .map(pause -> pause.inWords("held"))
        .or(() -> of(task).quarantine().map(quarantine -> "quarantined: " + quarantine.reason()))
        .or(() -> of(task).pauseAt(clock.instant()).map(pause -> pause.inWords("paused")))
        .or(() -> membership.draining() ? Optional.of("the node is draining") : Optional.empty());
  }

  /** Whether stored runs of the task may start: by hand a paused task still runs. */
  boolean mayClaim(String task) {
    return of(task).quarantine().isEmpty() && !membership.draining();
  }

  /**
   * Pauses a task, or the whole by {@link TaskStateTable#WHOLE}; a second time replaces the first.
   *
   * @throws dev.groundcrew.database.DatabaseException if it could not be stored
   */
  void pause(String task, TaskState.Pause pause) {
    change(task, sql -> TaskStateTable.pause(sql, task, pause));
  }

  /** Ends pause and quarantine; nothing happens if there is none. */
  void resume(String task) {
    change(task, sql -> TaskStateTable.resume(sql, task));
  }

  /** A change in its transaction. */
  @FunctionalInterface
  private interface Change {
    void in(Sql sql) throws SQLException;
  }

  private void change(String task, Change change) {
    states =
        database.transaction(
            sql -> {
              change.in(sql);
              SignalTable.send(sql, Signal.Kind.TASK_STATE, task);
              return TaskStateTable.all(sql);
            });
  }
}
