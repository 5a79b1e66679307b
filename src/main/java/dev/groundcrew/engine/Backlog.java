package dev.groundcrew.engine;

import dev.groundcrew.execution.Execution;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What waits and runs on this node, task by task. Safe for use by several threads; no statement
 * runs under its lock.
 */
final class Backlog {
  /** Slots of a mode that one task leaves to the others. */
  private static final int SLOTS_LEFT = 2;

  private static final Duration RESTARTED_WELL = Duration.ofMinutes(1);

  private final String node;
  private final Map<Mode, Integer> mostOfOneTask = new EnumMap<>(Mode.class);

  // Guarded by this.
  private final Map<String, TaskLoad> loads = new HashMap<>();
  private final Map<Mode, ReadyQueue> queues = new EnumMap<>(Mode.class);
  private boolean stopping;

  Backlog(String node) {
    this.node = node;
    for (Mode mode : Mode.values()) {
      queues.put(mode, new ReadyQueue());
    }
  }

  /** How many runs of one task a mode takes at once follows from its slots. */
  void sizedFor(Execution execution) {
    for (Mode mode : Mode.values()) {
      mostOfOneTask.put(mode, Math.max(1, execution.free(mode) - SLOTS_LEFT));
    }
  }

  private TaskLoad load(Task task) {
    TaskLoad load = loads.computeIfAbsent(task.name(), name -> new TaskLoad(task));
    load.replace(task);
    return load;
  }

  private TaskLoad load(Run run) {
    return loads.get(run.task());
  }

  private ReadyQueue queue(TaskLoad load) {
    return queues.get(load.task().definition().mode());
  }

  /**
   * What became of a run that wants to wait here.
   *
   * @param skipped the row to write instead, if it must not
   * @param replaces the runs that must end for it
   */
  record Admission(Optional<Run> skipped, Set<Long> replaces) {
    private static final Admission NONE = new Admission(Optional.empty(), Set.of());
  }

  /**
   * A tick of a task that runs on every node: waits for its turn, or is skipped.
   *
   * @param closed why no tick may start at all
   */
  synchronized Admission admit(
      Task task, Run run, Instant due, Optional<String> closed, Instant now) {
    if (stopping) {
      return Admission.NONE;
    }
    TaskLoad load = load(task);
    Optional<String> reason = closed.or(load::reasonToSkip);
    if (reason.isPresent()) {
      return new Admission(Optional.of(load.skip(run, reason.get(), node, 1, due, now)), Set.of());
    }
    load.notSkipped();
    Set<Long> replaces = load.toCancel();
    enqueue(load, run);
    return new Admission(Optional.empty(), replaces);
  }

  /** A run at start-up waits for its turn, unless one is under way already. */
  synchronized boolean admit(Task task, Run run) {
    TaskLoad load = load(task);
    if (stopping || load.reasonToSkip().isPresent()) {
      return false;
    }
    enqueue(load, run);
    return true;
  }

  /**
   * Counts a run of a task that runs on every node before it is stored, so that a second request
   * sees it.
   */
  synchronized Admission announce(Task task, Run run, Instant now) {
    TaskLoad load = load(task);
    Optional<String> reason = load.reasonToSkip();
    if (reason.isPresent()) {
      return new Admission(Optional.of(run.skipped(reason.get(), node, 1, now, now)), Set.of());
    }
    Set<Long> replaces = load.toCancel();
    load.storedChanged(1);
    return new Admission(Optional.empty(), replaces);
  }

  /** Durable runs of this node alone have come to wait in the database, or do no longer. */
  synchronized void storedChanged(Task task, long by) {
    load(task).storedChanged(by);
  }

  /** The next skip of the task is a row of its own. */
  synchronized void notSkipped(Task task) {
    load(task).notSkipped();
  }

  private void enqueue(TaskLoad load, Run run) {
    load.readyChanged(1);
    queue(load).add(run);
  }

  /** Runs that this node has taken from the database. */
  synchronized void taken(Task task, Run run) {
    TaskLoad load = load(task);
    if (run.onlyOn().equals(node)) {
      load.storedChanged(-1);
    }
    enqueue(load, run);
  }

  /**
   * A claim has been answered; what it took is not counted yet.
   *
   * @param full whether it took as much as it asked for, so that there may be more
   */
  synchronized void claimed(Task task, boolean full) {
    load(task).claimed(full);
  }

  /** Whether nothing of the task is under way or waits here. */
  synchronized boolean isIdle(Task task) {
    TaskLoad load = load(task);
    return !stopping && load.running() == 0 && load.waiting() == 0;
  }

  /** Whether a run of the task could start now if there were a slot. */
  synchronized boolean hasRoom(Task task) {
    TaskLoad load = load(task);
    return !stopping && room(load) > 0 && queue(load).size(task.name()) == 0;
  }

  /** How many runs of each of some tasks this node may take; those without room are absent. */
  synchronized List<RunTable.Room> rooms(Collection<Task> tasks) {
    var rooms = new ArrayList<RunTable.Room>();
    if (!stopping) {
      for (Task task : tasks) {
        int room = room(load(task));
        if (room > 0) {
          rooms.add(new RunTable.Room(task.name(), room));
        }
      }
    }
    return rooms;
  }

  private int room(TaskLoad load) {
    return load.room(mostOfOneTask.get(load.task().definition().mode()));
  }

  /**
   * A run with its task.
   *
   * @param task what to run
   * @param run that waits
   */
  record Waiting(Task task, Run run) {}

  /**
   * The next run of a mode that may start; it counts as running from now on.
   *
   * @param leads whether this node holds its lease; else what other nodes may take over waits
   */
  synchronized Optional<Waiting> next(Mode mode, boolean leads) {
    if (stopping) {
      return Optional.empty();
    }
    return queues
        .get(mode)
        .poll(name -> mayStart(loads.get(name), mode, leads))
        .map(
            run -> {
              TaskLoad load = load(run);
              load.readyChanged(-1);
              load.started(run.id());
              return new Waiting(load.task(), run);
            });
  }

  private boolean mayStart(TaskLoad load, Mode mode, boolean leads) {
    boolean own = load.task().definition().scope() == Scope.EVERY_NODE;
    return (own || leads) && load.mayStart(mostOfOneTask.get(mode));
  }

  /** A run has found no slot after all. */
  synchronized void putBack(Run run) {
    TaskLoad load = load(run);
    load.ended(run.id());
    load.readyChanged(1);
    queue(load).addFirst(run);
  }

  /** A run has ended here; its task. */
  synchronized Task ended(Run run) {
    TaskLoad load = load(run);
    load.ended(run.id());
    return load.task();
  }

  /** Takes a waiting run out. */
  synchronized Optional<Run> remove(long id) {
    for (ReadyQueue queue : queues.values()) {
      Optional<Run> found = queue.remove(id);
      if (found.isPresent()) {
        load(found.get()).readyChanged(-1);
        return found;
      }
    }
    return Optional.empty();
  }

  /** Whether a run waits here. */
  synchronized boolean holds(long id) {
    return queues.values().stream().anyMatch(queue -> queue.holds(id));
  }

  /**
   * How often in a row a task that lives with the application has been started again.
   *
   * @param lived how long it ran this time; after a minute the count begins anew
   */
  synchronized int nextRestart(Task task, Duration lived) {
    TaskLoad load = load(task);
    if (lived.compareTo(RESTARTED_WELL) > 0) {
      load.restartedWell();
    }
    return load.nextRestart();
  }

  /** How much of a task is under way and waits here. */
  synchronized Task.Load loadOf(Task task) {
    TaskLoad load = load(task);
    return new Task.Load(load.running(), load.waiting());
  }

  /** Takes out everything that waits; what was claimed is given back by its life. */
  synchronized List<Run> drain() {
    var all = new ArrayList<Run>();
    for (ReadyQueue queue : queues.values()) {
      for (Run run : queue.drain()) {
        load(run).readyChanged(-1);
        all.add(run);
      }
    }
    return all;
  }

  /** Nothing waits or starts any more. Returns what waited. */
  synchronized List<Run> stop() {
    stopping = true;
    return drain();
  }

  synchronized boolean stopping() {
    return stopping;
  }
}
