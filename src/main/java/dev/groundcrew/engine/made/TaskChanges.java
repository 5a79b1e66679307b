package dev.groundcrew.engine.made;

import dev.groundcrew.cluster.Signal;
import dev.groundcrew.cluster.SignalTable;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.engine.Catalogue;
import dev.groundcrew.engine.Declaration;
import dev.groundcrew.engine.Declaration.Confirmation;
import dev.groundcrew.engine.Declaration.Maker;
import dev.groundcrew.engine.ScheduledDefinition;
import dev.groundcrew.engine.Schedules;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.TaskStateTable;
import dev.groundcrew.engine.rest.TaskTag;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.TaskDefinition;
import dev.groundcrew.web.IfMatch;
import dev.groundcrew.web.ProblemException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What people change of tasks over REST: stored first, then in force on this node; the others are
 * told, and {@linkplain #follow follow}. Safe for use by several threads.
 */
final class TaskChanges {
  private static final Logger LOG = System.getLogger(TaskChanges.class.getName());

  /**
   * A change bears the time at which its transaction began, and is seen when that has ended: so
   * what is read overlaps with what was read before.
   */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

  private static final int LONGEST_REHEARSAL = 1_000;

  private final Catalogue catalogue;
  private final Database database;
  private final Schedules schedules;
  private final TaskMaker maker;

  // Guarded by this.
  private final Map<String, StoredTask> known = new HashMap<>();
  private Instant readUntil = Instant.EPOCH;
  private boolean starting;

  TaskChanges(Catalogue catalogue, Database database, Schedules schedules, TaskMaker maker) {
    this.catalogue = catalogue;
    this.database = database;
    this.schedules = schedules;
    this.maker = maker;
  }

  /** Tasks have begun: one that is made from now on is due by its schedule at once. */
  synchronized void startFromNowOn() {
    starting = true;
  }

  // ---- When tasks are due.

  /**
   * Changes when a task is due; stored and in force here when this returns.
   *
   * @param texts the attributes that say when; those of whoever made the task hold for the others
   * @param condition on the task's tag
   * @param who makes the change
   * @throws InvalidAttributes with every fault in the texts
   * @throws ProblemException 412 if the condition does not hold
   * @throws DatabaseException if it could not be stored; then nothing has changed
   */
  void reschedule(Task task, Map<String, String> texts, IfMatch condition, String who) {
    changed(task.declared(), texts);
    store(task, condition, who, stored -> stored.due(Optional.of(texts)));
  }

  /** Lets a task be due as whoever made it says; else as {@link #reschedule}. */
  void reset(Task task, IfMatch condition, String who) {
    store(task, condition, who, stored -> stored.due(Optional.empty()));
  }

  /**
   * What a task would become.
   *
   * @throws InvalidAttributes with every fault in the texts
   */
  private static ScheduledDefinition changed(Declaration declared, Map<String, String> texts) {
    var faults = new ArrayList<AttributeFault>();
    return declared
        .scheduled()
        .overriddenBy(Source.REST, texts, faults)
        .orElseThrow(() -> new InvalidAttributes(faults));
  }

  // ---- What tasks are.

  /**
   * Makes a task of a type; stored and in force here when this returns.
   *
   * @throws InvalidAttributes with every fault
   * @throws ProblemException 409 if there is a task of that name
   * @throws DatabaseException if it could not be stored; then there is no such task
   */
  Task make(String name, MadeTask made, String who) {
    if (catalogue.find(name).isPresent()) {
      throw taken(name);
    }
    check(StoredTask.none(name).made(made));
    StoredTask stored =
        store(
            sql -> {
              StoredTask before = TaskChangeTable.lock(sql, name).orElse(StoredTask.none(name));
              if (before.made().isPresent()) {
                throw taken(name);
              }
              return before.made(made).due(Optional.empty());
            },
            who,
            () -> taken(name));
    apply(stored);
    return catalogue.require(name);
  }

  private static ProblemException taken(String name) {
    return ProblemException.conflict("There is a task " + name + " already; choose another name");
  }

  /** Makes another task of one that was made over REST; else as {@link #make}. */
  void replace(Task task, MadeTask made, IfMatch condition, String who) {
    requireMade(task);
    Declaration next = check(StoredTask.none(task.name()).made(made));
    if (!task.type().equals(next.type())) {
      throw new InvalidAttributes(
          List.of(new AttributeFault("type", "cannot change: delete the task and make it anew")));
    }
    if (task.declared().problem().isEmpty()
        && next.definition().mode() != task.definition().mode()) {
      throw new InvalidAttributes(
          List.of(new AttributeFault("mode", "cannot change: delete the task and make it anew")));
    }
    store(task, condition, who, stored -> stored.made(made));
  }

  /** What the task would be; nothing is stored. */
  Declaration check(StoredTask stored) {
    return maker.make(stored, (task, text) -> {});
  }

  /**
   * Deletes a task that was made over REST, or that this application has no code for.
   *
   * @throws ProblemException 409 if it is of code or configuration, 412 if the condition does not
   *     hold
   */
  void delete(Task task, IfMatch condition, String who) {
    requireMade(task);
    store(task, condition, who, StoredTask::deleted);
    database.transaction(
        sql -> {
          TaskStateTable.forget(sql, task.name());
          return null;
        });
  }

  /**
   * Lets a task destroy what its rehearsal has told.
   *
   * @throws ProblemException 409 if there is nothing to confirm, or no rehearsal has ended yet
   */
  void confirm(Task task, IfMatch condition, String who) {
    if (task.declared().confirmation().isEmpty()) {
      throw ProblemException.conflict("Task " + task.name() + " has nothing to confirm");
    }
    store(
        task,
        condition,
        who,
        stored -> {
          if (stored.rehearsal().isEmpty()) {
            throw ProblemException.conflict(
                "No dry run of task " + task.name() + " has ended yet: run it, then confirm");
          }
          return stored.confirm();
        });
  }

  private static void requireMade(Task task) {
    if (task.declared().maker() != Maker.REST) {
      throw ProblemException.conflict(
          "Task %s is made by %s: only its schedule can be changed here"
              .formatted(
                  task.name(),
                  task.declared().maker() == Maker.CODE ? "the code" : "the configuration"));
    }
  }

  /** What is stored of a task, secrets included. */
  Optional<StoredTask> stored(String name) {
    return database.transaction(sql -> TaskChangeTable.find(sql, name));
  }

  /** All tasks that were made over REST, by name, secrets included. */
  List<StoredTask> made() {
    return database.transaction(sql -> TaskChangeTable.changedSince(sql, Instant.EPOCH)).stream()
        .filter(stored -> stored.made().isPresent())
        .sorted(Comparator.comparing(StoredTask::name))
        .toList();
  }

  // ---- Into the database.

  /** Reads within a transaction what is to be stored. */
  @FunctionalInterface
  private interface Next {
    StoredTask of(Sql sql) throws SQLException;
  }

  private void store(Task task, IfMatch condition, String who, UnaryOperator<StoredTask> change) {
    StoredTask stored =
        store(
            sql -> {
              StoredTask before =
                  TaskChangeTable.lock(sql, task.name()).orElse(StoredTask.none(task.name()));
              // By what is stored, not by what this node knows already.
              condition.check(tag(task, before));
              return change.apply(before);
            },
            who,
            IfMatch::changedMeanwhile);
    apply(stored);
  }

  private StoredTask store(Next next, String who, Supplier<ProblemException> lost) {
    try {
      return database.transaction(
          sql -> {
            StoredTask stored = next.of(sql).next(sql.now(), who);
            write(sql, stored);
            return stored;
          });
    } catch (DatabaseException e) {
      if (e.duplicateKey()) {
        throw lost.get();
      }
      throw e;
    }
  }

  /** Stores the next version of a task, and tells the nodes of it. */
  static void write(Sql sql, StoredTask stored) throws SQLException {
    TaskChangeTable.store(sql, stored);
    keepState(sql, stored);
    SignalTable.send(sql, Signal.Kind.TASK_CHANGED, stored.name());
  }

  /** A task that is made can be paused from then on; one that is deleted is no longer known. */
  private static void keepState(Sql sql, StoredTask stored) throws SQLException {
    if (stored.made().isPresent()) {
      TaskStateTable.ensure(sql, List.of(stored.name()));
    }
  }

  private String tag(Task task, StoredTask stored) {
    Declaration declared = task.declared();
    if (declared.maker() == Maker.REST) {
      declared = declaration(stored);
    }
    TaskDefinition definition;
    try {
      Declaration made = declared;
      definition =
          stored
              .schedule()
              .filter(texts -> made.problem().isEmpty())
              .map(texts -> changed(made, texts).definition())
              .orElse(made.definition());
    } catch (InvalidAttributes e) {
      // What is stored no longer fits, so what the task was made with is in force.
      definition = declared.definition();
    }
    return TaskTag.of(definition, declared.type(), declared.version());
  }

  /** The task as it is stored; one that cannot run if this application has no code for it. */
  private Declaration declaration(StoredTask stored) {
    if (stored.made().isEmpty()) {
      return maker.unknown(stored, "its code is not in this application");
    }
    try {
      return maker.make(stored, this::rehearsed);
    } catch (InvalidAttributes e) {
      String problem =
          maker.type(stored.made().get().type()).isEmpty()
              ? "its type '" + stored.made().get().type() + "' is not in this application"
              : "it no longer fits its type: " + e.getMessage();
      return maker.unknown(stored, problem);
    }
  }

  private void rehearsed(StoredTask stored, String text) {
    String said = text.length() > LONGEST_REHEARSAL ? text.substring(0, LONGEST_REHEARSAL) : text;
    database.transaction(
        sql -> {
          TaskChangeTable.rehearsed(sql, stored.name(), stored.version(), said);
          SignalTable.send(sql, Signal.Kind.TASK_CHANGED, stored.name());
          return null;
        });
    follow();
  }

  // ---- Into force.

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
    if (since.equals(Instant.EPOCH)) {
      keepThoseWithoutCode();
    }
    synchronized (this) {
      readUntil = changes.getKey().minus(LONGEST_TRANSACTION);
    }
  }

  /**
   * Tasks of an earlier release, or of another node's, whose code this application does not have.
   */
  private void keepThoseWithoutCode() {
    for (String name : database.transaction(TaskStateTable::names)) {
      if (catalogue.find(name).isEmpty()) {
        synchronized (this) {
          StoredTask stored = known.getOrDefault(name, StoredTask.none(name));
          catalogue.add(new Task(declaration(stored)));
        }
        LOG.log(Level.WARNING, "task {0} is kept, but its code is not in this application", name);
      }
    }
  }

  /** Brings in force here what has been stored, unless something later is. */
  synchronized void apply(StoredTask stored) {
    StoredTask before = known.get(stored.name());
    if (before != null && stored.version() < before.version()) {
      return;
    }
    boolean isNew = before == null || stored.version() > before.version();
    known.put(stored.name(), stored);
    if (isNew) {
      bringInForce(stored);
    } else if (!stored.rehearsal().equals(before.rehearsal())) {
      catalogue
          .find(stored.name())
          .ifPresent(
              task -> task.rehearsed(new Confirmation(stored.confirmed(), stored.rehearsal())));
    }
  }

  private void bringInForce(StoredTask stored) {
    Optional<Task> found = catalogue.find(stored.name());
    boolean ofCode = found.filter(task -> task.declared().maker() != Maker.REST).isPresent();
    if (ofCode) {
      if (stored.made().isPresent()) {
        LOG.log(
            Level.WARNING,
            "task {0} of the code hides the one of that name that was made over REST",
            stored.name());
      }
      reschedule(found.get(), stored);
      schedules.changed(found.get(), stored.changedAt());
    } else if (stored.made().isEmpty() && stored.schedule().isEmpty()) {
      catalogue.remove(stored.name());
      schedules.end(stored.name());
    } else {
      Declaration declared = declaration(stored);
      Task task = found.orElseGet(() -> new Task(declared));
      task.declare(declared);
      declared
          .problem()
          .ifPresent(why -> LOG.log(Level.WARNING, "task {0}: {1}", task.name(), why));
      if (declared.problem().isEmpty()) {
        reschedule(task, stored);
      }
      catalogue.add(task);
      if (!task.startsByItself()) {
        schedules.end(task.name());
      } else if (starting) {
        schedules.start(task, stored.changedAt());
      }
    }
  }

  private static void reschedule(Task task, StoredTask stored) {
    task.becomeAsDeclared();
    try {
      stored.schedule().map(texts -> changed(task.declared(), texts)).ifPresent(task::become);
    } catch (InvalidAttributes e) {
      LOG.log(
          Level.WARNING,
          "task {0} keeps the schedule that it was made with, for the stored one no longer fits:"
              + " {1}",
          stored.name(),
          e.getMessage());
    }
  }
}
