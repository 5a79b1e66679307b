package dev.groundcrew.engine;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.execution.AttemptListener;
import dev.groundcrew.execution.Ended;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.Stop;
import dev.groundcrew.execution.Timer;
import dev.groundcrew.run.Ending;
import dev.groundcrew.run.History;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.Mode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one path of a run (rule 4 of the package): policy, queue, slot, outcome. Safe for use by
 * several threads; no statement runs under its lock.
 */
final class Dispatcher implements AttemptListener {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  /** How many runs of one task are taken from the database ahead of free slots. */
  private static final int CLAIM_AHEAD = 50;

  /** Slots of a mode that one task leaves to the others. */
  private static final int SLOTS_LEFT = 2;

  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

  private final String node;
  private final InstantSource clock;
  private final RunIds ids;
  private final Database database;
  private final History history;
  private final Timer timer;
  private final Executor executor;
  private final FailureLog failures;
  private final Map<Mode, Integer> mostOfOneTask = new EnumMap<>(Mode.class);
  private final AtomicBoolean claiming = new AtomicBoolean();
  private Execution execution;
  private Timetable timetable;

  // Guarded by this.
  private final Map<String, TaskLoad> loads = new HashMap<>();
  private final Map<Mode, ReadyQueue> queues = new EnumMap<>(Mode.class);
  private boolean open;
  private boolean stopping;

  /**
   * A dispatcher that is not yet {@linkplain #connect connected}.
   *
   * @param executor runs claims
   */
  Dispatcher(
      Catalogue catalogue,
      String node,
      InstantSource clock,
      RunIds ids,
      Database database,
      History history,
      Timer timer,
      Executor executor,
      FailureLog failures) {
    this.node = node;
    this.clock = clock;
    this.ids = ids;
    this.database = database;
    this.history = history;
    this.timer = timer;
    this.executor = executor;
    this.failures = failures;
    catalogue.all().forEach(task -> loads.put(task.name(), new TaskLoad(task)));
    for (Mode mode : Mode.values()) {
      queues.put(mode, new ReadyQueue());
    }
  }

  /** Ties the knot: the execution tells this dispatcher of ends, which tells the timetable. */
  void connect(Execution execution, Timetable timetable) {
    this.execution = execution;
    this.timetable = timetable;
    for (Mode mode : Mode.values()) {
      mostOfOneTask.put(mode, Math.max(1, execution.free(mode) - SLOTS_LEFT));
    }
  }

  // ---- What begins a run.

  /** A task's schedule is due. */
  void due(Timetable.Tick tick) {
    TaskLoad load = load(tick.task());
    Optional<Run> skipped = Optional.empty();
    synchronized (this) {
      if (stopping) {
        return;
      }
      tick.missed().ifPresent(missed -> recordMissed(load, missed));
      Run run = fresh(tick.task(), Origin.schedule(tick.at()));
      Optional<String> reason = load.reasonToSkip();
      if (reason.isPresent()) {
        skipped = Optional.of(load.skip(run, reason.get(), node, 1, tick.at(), clock.instant()));
      } else {
        load.notSkipped();
        enqueue(load, run);
      }
    }
    if (skipped.isPresent()) {
      history.record(skipped.get());
      dueAfterEnd(tick.task(), clock.instant());
    } else {
      cancelFor(load);
    }
    startWhatCan(tick.task().definition().mode());
  }

  /** Ticks that passed while this process slept: one skipped run (rule 6 of the package). */
  private void recordMissed(TaskLoad load, Timetable.Missed missed) {
    Run run = fresh(load.task(), Origin.schedule(missed.first()));
    history.record(
        run.skipped(
            "missed: the node slept", node, missed.count(), missed.last(), clock.instant()));
    load.notSkipped();
  }

  /** The application starts, or a task that lives with it starts again. */
  void begin(Task task, Origin origin) {
    TaskLoad load = load(task);
    synchronized (this) {
      if (stopping || load.reasonToSkip().isPresent()) {
        return;
      }
      enqueue(load, fresh(task, origin));
    }
    startWhatCan(task.definition().mode());
  }

  /**
   * Somebody wants a run. It is stored when this returns.
   *
   * @return the run: queued, or skipped if the overlap policy says so
   * @throws DatabaseException if it could not be stored; then there is no such run
   */
  Run submit(Task task, Origin origin) {
    TaskLoad load = load(task);
    Run run = fresh(task, origin);
    synchronized (this) {
      Optional<String> reason = load.reasonToSkip();
      if (reason.isPresent()) {
        Instant now = clock.instant();
        run = run.skipped(reason.get(), node, 1, now, now);
      } else {
        // Counted before it is stored, so that a second request sees it.
        load.storedChanged(1);
      }
    }
    store(load, run);
    if (!run.state().isFinal()) {
      cancelFor(load);
      claimSoon();
    }
    return run;
  }

  private void store(TaskLoad load, Run run) {
    try {
      database.transaction(
          sql -> {
            RunTable.insert(sql, List.of(run));
            return null;
          });
    } catch (RuntimeException e) {
      if (!run.state().isFinal()) {
        synchronized (this) {
          load.storedChanged(-1);
        }
      }
      throw e;
    }
  }

  private TaskLoad load(Task task) {
    return loads.get(task.name());
  }

  private Run fresh(Task task, Origin origin) {
    return Run.queued(ids.next(), task.name(), origin, node, clock.instant());
  }

  private void enqueue(TaskLoad load, Run run) {
    load.readyChanged(1);
    queues.get(load.task().definition().mode()).add(run);
  }

  /** The runs that a new one replaces, if the task says so. */
  private void cancelFor(TaskLoad load) {
    Set<Long> replaced;
    synchronized (this) {
      replaced = load.toCancel();
    }
    var why = new Stop(Stop.Cause.CANCEL, "replaced by a newer run");
    replaced.forEach(id -> execution.stop(id, why));
  }

  // ---- From the database into memory.

  /** The tables are there: durable runs are taken, beginning with those of an earlier life. */
  synchronized void databaseIsReady(Map<String, Long> storedByTask) {
    storedByTask.forEach(
        (name, count) -> {
          TaskLoad load = loads.get(name);
          if (load != null) {
            load.storedChanged(count);
          }
        });
    open = true;
  }

  /** Takes durable runs and starts what can start; at once on another thread. */
  void claimSoon() {
    if (claiming.compareAndSet(false, true)) {
      executor.execute(this::claim);
    }
  }

  private void claim() {
    claiming.set(false);
    int claimed = 0;
    try {
      for (String task : claimable()) {
        claimed += claim(task);
      }
    } catch (DatabaseException e) {
      // The heartbeat comes back to it every second, and says itself that the database is away.
      LOG.log(Level.DEBUG, "could not take runs: {0}", e.getMessage());
    }
    for (Mode mode : Mode.values()) {
      startWhatCan(mode);
    }
    if (claimed > 0 && !claimable().isEmpty()) {
      // What was taken has found slots, and more is waiting.
      claimSoon();
    }
  }

  private synchronized List<String> claimable() {
    if (!open || stopping) {
      return List.of();
    }
    var names = new ArrayList<String>();
    loads.forEach(
        (name, load) -> {
          if (load.stored() > 0 && room(load) > 0) {
            names.add(name);
          }
        });
    return names;
  }

  private int room(TaskLoad load) {
    Mode mode = load.task().definition().mode();
    return load.mayStart(mostOfOneTask.get(mode))
        ? CLAIM_AHEAD - queues.get(mode).size(load.task().name())
        : 0;
  }

  private int claim(String task) {
    int limit;
    synchronized (this) {
      limit = room(loads.get(task));
    }
    List<Run> claimed =
        database.transaction(sql -> RunTable.claim(sql, node, List.of(task), limit));
    synchronized (this) {
      TaskLoad load = loads.get(task);
      load.storedChanged(-claimed.size());
      claimed.forEach(run -> enqueue(load, run));
    }
    return claimed.size();
  }

  // ---- From memory into slots.

  private void startWhatCan(Mode mode) {
    while (execution.free(mode) > 0) {
      Run next;
      Task task;
      synchronized (this) {
        Optional<Run> polled =
            stopping ? Optional.empty() : queues.get(mode).poll(name -> mayStart(mode, name));
        if (polled.isEmpty()) {
          return;
        }
        next = polled.get();
        TaskLoad load = loads.get(next.task());
        load.readyChanged(-1);
        load.started(next.id());
        task = load.task();
      }
      if (!execution.start(next, node, task.definition(), task.body())) {
        putBack(next);
        return;
      }
    }
  }

  private boolean mayStart(Mode mode, String name) {
    return loads.get(name).mayStart(mostOfOneTask.get(mode));
  }

  private synchronized void putBack(Run run) {
    TaskLoad load = loads.get(run.task());
    load.ended(run.id());
    load.readyChanged(1);
    queues.get(load.task().definition().mode()).addFirst(run);
  }

  // ---- What becomes of it.

  @Override
  public void changed(Run run) {
    history.record(run);
  }

  @Override
  public void ended(Ended ended) {
    Run run = ended.run();
    boolean again = run.origin().durable() && wasShutDown(ended);
    history.record(again ? requeued(run) : run);
    failures.ended(ended);
    Task task;
    boolean more;
    synchronized (this) {
      TaskLoad load = loads.get(run.task());
      load.ended(run.id());
      task = load.task();
      more = load.stored() > 0;
    }
    dueAfterEnd(task, run.endedAt().orElseThrow());
    restart(task, ended);
    startWhatCan(task.definition().mode());
    if (more) {
      claimSoon();
    }
  }

  private static boolean wasShutDown(Ended ended) {
    return ended.run().state() == RunState.CANCELLED
        && ended.stop().filter(stop -> stop.cause() == Stop.Cause.SHUTDOWN).isPresent();
  }

  private static Run requeued(Run run) {
    return run.requeued(run.crashes());
  }

  private void dueAfterEnd(Task task, Instant end) {
    if (task.schedule().fromEnd() && task.definition().enabled()) {
      task.schedule().next(end).ifPresent(due -> timetable.put(task, task.schedule(), due));
    }
  }

  /** Rule 7 of the package. */
  private void restart(Task task, Ended ended) {
    if (!task.livesWithTheApplication() || ended.run().state() != RunState.FAILED) {
      return;
    }
    Duration lived =
        Duration.between(
            ended.run().startedAt().orElseThrow(), ended.run().endedAt().orElseThrow());
    int restarts;
    synchronized (this) {
      if (lived.compareTo(LONGEST_BACK_OFF) > 0) {
        loads.get(task.name()).restartedWell();
      }
      restarts = loads.get(task.name()).nextRestart();
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(6, restarts - 1));
    Duration pause = doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    timer.after(pause, () -> begin(task, Origin.restart(ended.run().id())));
  }

  /** What {@link #cancel} did. */
  enum Cancelled {
    /** It ended before it began. */
    AT_ONCE,
    /** Its code has been asked to end, now or before. */
    ASKED,
    /** It is not here, or over. */
    NOT_LIVE
  }

  /** Ends a run that waits or is under way here. */
  Cancelled cancel(Run run, String who) {
    String reason = "cancelled by " + who;
    if (execution.stop(run.id(), new Stop(Stop.Cause.CANCEL, reason))
        || execution.live(run.id()).isPresent()) {
      return Cancelled.ASKED;
    }
    TaskLoad load = loads.get(run.task());
    synchronized (this) {
      Optional<Run> waiting =
          load == null
              ? Optional.empty()
              : queues.get(load.task().definition().mode()).remove(run.id());
      if (waiting.isPresent()) {
        load.readyChanged(-1);
        history.record(
            waiting.get().ended(RunState.CANCELLED, Ending.because(reason), clock.instant()));
        return Cancelled.AT_ONCE;
      }
    }
    return cancelUntaken(run, reason, load) ? Cancelled.AT_ONCE : Cancelled.NOT_LIVE;
  }

  private boolean cancelUntaken(Run run, String reason, TaskLoad load) {
    if (run.state() != RunState.QUEUED) {
      return false;
    }
    Run ended = run.ended(RunState.CANCELLED, Ending.because(reason), clock.instant());
    boolean done = database.transaction(sql -> RunTable.endUntaken(sql, ended));
    if (done && load != null) {
      synchronized (this) {
        load.storedChanged(-1);
      }
    }
    return done;
  }

  /** How much of a task is under way and waits. */
  synchronized Load loadOf(String task) {
    TaskLoad load = loads.get(task);
    return new Load(load.running(), load.waiting());
  }

  /**
   * How much of a task is under way.
   *
   * @param running runs with a slot
   * @param waiting runs without one yet
   */
  record Load(int running, long waiting) {}

  // ---- The end.

  /** Starts nothing any more; runs that wait in memory only are cancelled. */
  void stop() {
    synchronized (this) {
      stopping = true;
      for (ReadyQueue queue : queues.values()) {
        for (Run run : queue.drain()) {
          if (!run.origin().durable()) {
            history.record(
                run.ended(RunState.CANCELLED, Ending.because("shutdown"), clock.instant()));
          }
        }
      }
    }
  }
}
