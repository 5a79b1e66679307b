package dev.groundcrew.engine;

import dev.groundcrew.cluster.Signal;
import dev.groundcrew.cluster.SignalTable;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.web.IfMatch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What people change of tasks over REST: stored first, then in force on this node; the others
 * {@linkplain #follow follow}. Safe for use by several threads.
 */
final class TaskChanges {
  private static final Logger LOG = System.getLogger(TaskChanges.class.getName());

  /**
   * A change bears the time at which its transaction began, and is seen when that has ended: so
   * what is read overlaps with what was read before.
   */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

  private final Catalogue catalogue;
  private final Database database;
  private final Schedules schedules;

  // Guarded by this.
  private final Map<String, Long> versions = new HashMap<>();
  private Instant readUntil = Instant.EPOCH;

  TaskChanges(Catalogue catalogue, Database database, Schedules schedules) {
    this.catalogue = catalogue;
    this.database = database;
    this.schedules = schedules;
  }

  /** A task with another schedule. */
  private record Changed(TaskDefinition definition, Schedule schedule) {}

  /**
   * What a task would become.
   *
   * @param texts the attributes that say when it is due
   * @throws InvalidAttributes with every fault in them
   */
  private static Changed changed(Task task, Map<String, String> texts) {
    var faults = new ArrayList<AttributeFault>();
    return task.declared()
        .overriddenBy(Source.REST, texts, faults)
        .flatMap(
            definition ->
                TimingSchedule.of(definition.timing(), task.name(), Instant.EPOCH, faults)
                    .map(schedule -> new Changed(definition, schedule)))
        .orElseThrow(() -> new InvalidAttributes(faults));
  }

  /**
   * Changes when a task is due; stored and in force here when this returns.
   *
   * @param texts the attributes that say when; those of the code hold for the others
   * @param condition on the task's tag
   * @param who makes the change
   * @throws InvalidAttributes with every fault in the texts
   * @throws dev.groundcrew.web.ProblemException 412 if the condition does not hold
   * @throws DatabaseException if it could not be stored; then nothing has changed
   */
  void reschedule(Task task, Map<String, String> texts, IfMatch condition, String who) {
    changed(task, texts);
    store(task, Optional.of(texts), condition, who);
  }

  /** Lets a task be due as its code and the configuration say; else as {@link #reschedule}. */
  void reset(Task task, IfMatch condition, String who) {
    store(task, Optional.empty(), condition, who);
  }

  private void store(
      Task task, Optional<Map<String, String>> texts, IfMatch condition, String who) {
    StoredTask stored;
    try {
      stored = database.transaction(sql -> store(sql, task, texts, condition, who));
    } catch (DatabaseException e) {
      if (e.duplicateKey()) {
        throw IfMatch.changedMeanwhile();
      }
      throw e;
    }
    apply(stored);
  }

  private static StoredTask store(
      Sql sql, Task task, Optional<Map<String, String>> texts, IfMatch condition, String who)
      throws SQLException {
    Optional<StoredTask> before = TaskChangeTable.lock(sql, task.name());
    // By what is stored, not by what this node knows already.
    condition.check(tag(task, before.flatMap(StoredTask::schedule)));
    var next =
        new StoredTask(
            task.name(), before.map(StoredTask::version).orElse(0L) + 1, texts, sql.now(), who);
    TaskChangeTable.store(sql, next);
    SignalTable.send(sql, Signal.Kind.TASK_CHANGED, task.name());
    return next;
  }

  private static String tag(Task task, Optional<Map<String, String>> schedule) {
    TaskDefinition definition;
    try {
      definition = schedule.map(texts -> changed(task, texts).definition()).orElse(task.declared());
    } catch (InvalidAttributes e) {
      // What is stored no longer fits, so the code's schedule is in force.
      definition = task.declared();
    }
    return TaskTag.of(definition, task.type());
  }

  /**
   * Brings in force here what was changed elsewhere since the last call, all of it at the first.
   *
   * @throws DatabaseException if the database is away
   */
  void follow() {
    Instant since;
    synchronized (this) {
      since = readUntil;
    }
    var changes =
        database.transaction(
            sql -> {
              Instant now = sql.now();
              return Map.entry(now, TaskChangeTable.changedSince(sql, since));
            });
    changes.getValue().forEach(this::apply);
    synchronized (this) {
      readUntil = changes.getKey().minus(LONGEST_TRANSACTION);
    }
  }

  private synchronized void apply(StoredTask stored) {
    long known = versions.getOrDefault(stored.name(), 0L);
    Optional<Task> task = catalogue.find(stored.name());
    if (stored.version() <= known || task.isEmpty()) {
      return;
    }
    versions.put(stored.name(), stored.version());
    try {
      apply(task.get(), stored.schedule());
    } catch (InvalidAttributes e) {
      LOG.log(
          Level.WARNING,
          "task {0} keeps its code''s schedule, for the stored one no longer fits: {1}",
          stored.name(),
          e.getMessage());
      task.get().becomeAsDeclared();
    }
    schedules.changed(task.get());
  }

  private static void apply(Task task, Optional<Map<String, String>> schedule) {
    if (schedule.isEmpty()) {
      task.becomeAsDeclared();
    } else {
      Changed changed = changed(task, schedule.get());
      task.become(changed.definition(), changed.schedule());
    }
  }
}
