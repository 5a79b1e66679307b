package dev.groundcrew.engine;

import dev.groundcrew.access.FirstAdministrator;
import dev.groundcrew.cluster.LeaseRenewal;
import dev.groundcrew.cluster.Membership;
import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.NodeState;
import dev.groundcrew.cluster.NodeTable;
import dev.groundcrew.cluster.Signal;
import dev.groundcrew.database.ConnectionPool;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.execution.AttemptListener;
import dev.groundcrew.execution.BoundedExecutor;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.ExecutionSettings;
import dev.groundcrew.execution.Gate;
import dev.groundcrew.execution.TaskLogHandler;
import dev.groundcrew.execution.Threads;
import dev.groundcrew.execution.Tracing;
import dev.groundcrew.execution.Verdict;
import dev.groundcrew.run.History;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.RunState;
import dev.groundcrew.task.Scope;
import dev.groundcrew.task.TaskDefinition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * All parts of a running Groundcrew, put together, started and stopped. Safe for use by several
 * threads once started.
 */
public final class Engine {
  private static final Logger LOG = System.getLogger(Engine.class.getName());
  private static final Duration FLUSH = Duration.ofSeconds(5);

  private final EngineSettings settings;
  private final Catalogue catalogue;
  private final TaskSource source;
  private final InstantSource clock;
  private final ConnectionPool pool;
  private final BoundedExecutor executor;
  private final Database database;
  private final Gate gate;
  private final HeapTimer timer;
  private final Timetable timetable;
  private final Schedules schedules;
  private final History history;
  private final Consumer<Run> runs;
  private final Execution execution;
  private final Membership membership;
  private final TaskStates states;
  private final Backlog backlog;
  private final Launcher launcher;
  private final Claims claims;
  private final Cancels cancels;
  private final Submissions submissions;
  private final Intake intake;
  private final ClusterTicks clusterTicks;
  private final CatchUp catchUp;
  private final AtomicBoolean lookedForMissed = new AtomicBoolean();
  private final LostClaims lostClaims;
  private final DatabaseKeeper keeper;
  private final RunReader reader;
  private final TaskLogHandler taskLogs = new TaskLogHandler();
  private final Heartbeat beats;
  private final Thread heartbeat;
  private final LeaseRenewal renewal;
  private final Thread renewing;
  private final Thread keeping;
  private final Thread writing;
  private volatile boolean open;
  private volatile Optional<Node> before = Optional.empty();

  /** Of the keeper's thread. */
  private boolean changesUnread;

  /**
   * Puts the parts together; nothing runs yet.
   *
   * @param source where tasks come from besides the catalogue; it is begun before the start
   * @param threads of the server
   * @param executor for short work
   * @param runs hears of each run that has changed; must not throw
   */
  public Engine(
      EngineSettings settings,
      ExecutionSettings executionSettings,
      Gate gate,
      Catalogue catalogue,
      TaskSource source,
      Threads threads,
      BoundedExecutor executor,
      InstantSource clock,
      ConnectionPool pool,
      Database database,
      FirstAdministrator firstAdministrator,
      Tracing tracing,
      Consumer<Run> runs) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.source = source;
    this.clock = clock;
    this.pool = pool;
    this.executor = executor;
    this.database = database;
    this.gate = gate;
    this.runs = runs;
    var random = new SecureRandom();
    var ids = new RunIds(clock, random.nextInt(RunIds.NODE_PARTS));
    timer = new HeapTimer(threads);
    history = new History(database, clock, settings.historyBound(), runs);
    membership = new Membership(settings.node());
    states = new TaskStates(database, clock, membership);
    backlog = new Backlog(settings.node());
    var outcomes = new Outcomes(history, new FailureLog(), timer, backlog, random);
    execution =
        new Execution(
            threads, timer, clock, history, executionSettings, gate, executor, tracing, outcomes);
    backlog.sizedFor(execution);
    launcher = new Launcher(settings.node(), backlog, execution, database, membership::holdsLease);
    claims = new Claims(catalogue, membership, database, states, backlog, launcher, executor);
    cancels = new Cancels(clock, database, history, catalogue, backlog, execution);
    var placement =
        new Placement(membership, clock, states, backlog, launcher, claims, timer, executor);
    submissions = new Submissions(membership, clock, ids, database, backlog, placement, cancels);
    catchUp = new CatchUp(membership, ids, states, this::scheduleSince);
    clusterTicks =
        new ClusterTicks(
            membership,
            clock,
            ids,
            database,
            states,
            backlog,
            placement,
            cancels,
            catchUp,
            timer,
            executor,
            this::madeUp);
    intake =
        new Intake(
            membership,
            clock,
            ids,
            history,
            states,
            backlog,
            launcher,
            cancels,
            clusterTicks,
            this::dueAfterEnd,
            tick -> executor.execute(() -> sleptThrough(tick)));
    outcomes.connect(launcher, claims, intake, this::dueAfterEnd);
    lostClaims = new LostClaims(membership, database, this::isHere);
    timetable = new Timetable(timer, clock, intake);
    schedules = new Schedules(timetable, clock, this::isBusy);
    keeper =
        new DatabaseKeeper(
            membership,
            pool,
            database,
            history,
            firstAdministrator,
            states,
            new Settlement(catalogue),
            catalogue,
            new KeeperNews());
    reader = new RunReader(database, history, execution);
    var lease = new LeaseWatch(membership, claims, cancels);
    beats =
        new Heartbeat(
            List.of(
                timer::watch,
                execution::rescueSwallowedWork,
                execution::reportProgress,
                executor::resume,
                lease::look,
                claims::goOn));
    heartbeat = threads.dedicated("groundcrew heartbeat", beats::beat);
    renewal = new LeaseRenewal(membership, Database.reserved(pool));
    renewing = threads.dedicated("groundcrew lease", renewal::keep);
    keeping = threads.dedicated("groundcrew database", keeper::keep);
    writing = threads.dedicated("groundcrew history", history::writeUntilClosed);
  }

  /** What the engine does with the keeper's news. */
  private final class KeeperNews implements DatabaseKeeper.Listener {
    @Override
    public void joined(Map<String, Long> waitingHere, Optional<Node> lifeBefore) {
      before = lifeBefore;
      waitingHere.forEach(
          (name, count) ->
              catalogue.find(name).ifPresent(task -> backlog.storedChanged(task, count)));
      followChanges();
      claims.open();
    }

    @Override
    public void returned() {
      // Before the gate opens no schedule runs; open() looks itself. What comes due while the
      // database is away is looked after by whoever could not store it.
      if (open && settings.enabled()) {
        lookForMissed();
      }
    }

    @Override
    public void missedSignals() {
      readStates();
      followChanges();
    }

    @Override
    public void buried() {
      cancels.buried();
      claims.lookSoon();
    }

    @Override
    public void settled(List<Run> settled) {
      settled.forEach(runs);
      claims.lookSoon();
    }

    @Override
    public void livesOn() {
      if (lostClaims.look() > 0) {
        claims.lookSoon();
      }
      if (changesUnread) {
        followChanges();
      }
    }

    @Override
    public void look(Sql sql) throws SQLException {
      claims.look(sql);
    }

    @Override
    public void looked() {
      claims.goOn();
    }

    @Override
    public void heard(Signal signal) {
      switch (signal.kind()) {
        case CANCEL -> cancels.heard(signal.target());
        case TASK_STATE -> {
          readStates();
          claims.lookSoon();
        }
        case NODE_STATE -> {
          if (signal.target().equals(membership.name())) {
            nodeStateChanged();
          }
        }
        case TASK_CHANGED -> followChanges();
      }
    }
  }

  /**
   * The state of this node has changed in the database: it drains, or takes runs again.
   *
   * @throws DatabaseException if the database is away
   */
  public void nodeStateChanged() {
    boolean drains = database.transaction(sql -> membership.beat(sql) && membership.draining());
    if (drains) {
      List<Run> waiting = backlog.drain();
      cancels.drop(waiting, "the node is draining");
      waiting.stream().filter(run -> run.origin().durable()).forEach(this::giveBack);
    } else {
      catalogue.all().stream()
          .filter(task -> task.definition().scope() == Scope.ONCE_PER_CLUSTER)
          .forEach(clusterTicks::lookAfter);
      claims.lookSoon();
    }
  }

  /**
   * Lets other nodes have a run that has not begun. Of those in the database that read as waiting
   * some may have begun: only who took this one out of memory knows.
   */
  private void giveBack(Run run) {
    history.record(run.givenBack());
    if (!run.onlyOn().isEmpty()) {
      catalogue.find(run.task()).ifPresent(task -> backlog.storedChanged(task, 1));
    }
  }

  /**
   * The names of the nodes that take runs.
   *
   * @throws DatabaseException if the database is away
   */
  public List<String> activeNodes() {
    return database.transaction(NodeTable::all).stream()
        .filter(node -> node.state() == NodeState.ACTIVE)
        .map(Node::name)
        .toList();
  }

  /**
   * Pauses a task on all nodes; a second time replaces who, why and until when.
   *
   * @throws DatabaseException if it could not be stored
   */
  public void pause(Task task, TaskState.Pause pause) {
    states.pause(task.name(), pause);
  }

  /**
   * Ends pause and quarantine of a task on all nodes; runs that waited start.
   *
   * @throws DatabaseException if it could not be stored
   */
  public void resume(Task task) {
    states.resume(task.name());
    claims.soon(task.name());
  }

  /**
   * Stops all schedules on all nodes.
   *
   * @throws DatabaseException if it could not be stored
   */
  public void hold(TaskState.Pause pause) {
    states.pause(TaskStateTable.WHOLE, pause);
  }

  /** Who stopped all schedules; empty if nobody did. */
  public Optional<TaskState.Pause> held() {
    return states.hold();
  }

  /**
   * Schedules start again.
   *
   * @throws DatabaseException if it could not be stored
   */
  public void releaseHold() {
    states.resume(TaskStateTable.WHOLE);
  }

  /** Once, when the schedules have begun and the database is there. */
  private void lookForMissed() {
    if (lookedForMissed.compareAndSet(false, true)) {
      catalogue.inStartOrder().forEach(this::lookForMissed);
    }
  }

  private void lookForMissed(Task task) {
    try {
      database
          .transaction(sql -> catchUp.look(sql, task, before))
          .ifPresentOrElse(rows -> madeUp(task, rows), () -> clusterTicks.lookAfter(task));
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING, "missed runs of {0} could not be found: {1}", task.name(), e.getMessage());
    }
  }

  private void sleptThrough(Timetable.Tick tick) {
    try {
      madeUp(tick.task(), database.transaction(sql -> catchUp.sleptThrough(sql, tick)));
    } catch (DatabaseException e) {
      intake.recordMissed(tick.task(), tick.missed().orElseThrow());
    }
  }

  /** Ticks that were missed have their rows: some are skipped, others wait to run. */
  private void madeUp(Task task, List<Run> rows) {
    rows.forEach(runs);
    long waiting = rows.stream().filter(run -> run.state() == RunState.QUEUED).count();
    if (waiting > 0) {
      if (task.definition().scope() == Scope.EVERY_NODE) {
        backlog.storedChanged(task, waiting);
      }
      claims.soon(task.name());
    }
  }

  private Instant scheduleSince(String task) {
    return schedules.since(task);
  }

  private void dueAfterEnd(Task task, Instant end) {
    if (task.schedule().fromEnd() && task.definition().enabled()) {
      task.schedule().next(end).ifPresent(due -> timetable.put(task, task.schedule(), due));
    }
  }

  /** Starts what needs no gate. A database that is away does not fail it. */
  public void start() {
    taskLogs.install();
    keeper.ask();
    heartbeat.start();
    renewing.start();
    keeping.start();
    writing.start();
  }

  /** The gate opens: the application serves requests, so tasks may start (rule 2). */
  public void open() {
    Instant now = clock.instant();
    catchUp.upSince(now);
    open = true;
    if (settings.enabled()) {
      source.startFromNowOn();
      if (keeper.joined()) {
        lookForMissed();
      }
    }
    List<Task> tasks = settings.enabled() ? catalogue.inStartOrder() : List.of();
    for (int i = 0; i < tasks.size(); i++) {
      begin(tasks.get(i), now, settings.startSpread().multipliedBy(i).dividedBy(tasks.size()));
    }
    LOG.log(
        Level.INFO,
        "Groundcrew is open on node {0}: {1} of {2} tasks start by themselves{3}",
        settings.node(),
        tasks.size(),
        catalogue.all().size(),
        settings.publicUrl().map(url -> "; " + url).orElse(""));
  }

  private void begin(Task task, Instant now, Duration offset) {
    TaskDefinition definition = task.definition();
    if (definition.timing().atStartup()) {
      timer.after(offset, () -> intake.begin(task, Origin.startup()));
    }
    schedules.begin(task, now.plus(offset));
  }

  private void readStates() {
    database.transaction(
        sql -> {
          states.load(sql);
          return null;
        });
  }

  /** What was changed over REST comes into force on this node. For the keeper's thread. */
  private void followChanges() {
    changesUnread = true;
    try {
      source.follow();
      changesUnread = false;
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING, "changes of tasks could not be read, tried again: {0}", e.getMessage());
    }
  }

  /** Ends everything in order (rule 12). Blocks for the grace and some seconds at most. */
  public void stop() {
    open = false;
    timetable.close();
    claims.close();
    cancels.drop(backlog.stop(), "shutdown");
    executor.stopping();
    List<Run> left = execution.shutDown(settings.grace());
    timer.close();
    heartbeat.interrupt();
    renewal.close();
    join(renewing);
    keeper.close();
    join(keeping);
    history.close();
    join(writing);
    keeper.stop(inWords(left));
    taskLogs.close();
    pool.close();
    LOG.log(
        Level.INFO,
        "Groundcrew has stopped{0}",
        inWords(left).map(text -> "; code that did not end: " + text).orElse(" in order"));
  }

  private boolean isHere(long run) {
    return backlog.holds(run)
        || execution.live(run).isPresent()
        || history.unwritten(run).isPresent();
  }

  private boolean isBusy(String task) {
    Task.Load load = backlog.loadOf(catalogue.require(task));
    return load.running() > 0 || load.waiting() > 0;
  }

  private static Optional<String> inWords(List<Run> left) {
    String text =
        left.stream()
            .limit(20)
            .map(run -> run.task() + " " + RunId.text(run.id()))
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static void join(Thread thread) {
    try {
      thread.join(FLUSH.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All tasks. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Where runs are asked for. */
  public Submissions submissions() {
    return submissions;
  }

  /** Where the work of ended runs is asked for again. */
  public Retries retries() {
    return new Retries(submissions);
  }

  /** Where runs are ended before they are done. */
  public Cancels cancels() {
    return cancels;
  }

  /** How much of a task is under way here. */
  public Task.Load loadOf(Task task) {
    return backlog.loadOf(task);
  }

  /** What people and the engine say of a task. */
  public TaskState stateOf(Task task) {
    return states.of(task.name());
  }

  TaskStates states() {
    return states;
  }

  /** This node's name. */
  public String node() {
    return membership.name();
  }

  /** What holds background work back while requests need the machine. */
  public Gate gate() {
    return gate;
  }

  /** When tasks are due. */
  public Schedules schedules() {
    return schedules;
  }

  /** The time by the clock that everything here goes by. */
  public Instant now() {
    return clock.instant();
  }

  /** The time zone of schedules that name none. */
  public String zone() {
    return settings.zone();
  }

  /** Where runs are looked up. */
  public RunReader reader() {
    return reader;
  }

  /** Runs attempts of tasks beside the engine's own, which hears nothing of them. */
  public Execution executionBeside(int slots, AttemptListener listener) {
    return execution.beside(slots, listener);
  }

  Execution execution() {
    return execution;
  }

  BoundedExecutor executor() {
    return executor;
  }

  History history() {
    return history;
  }

  Heartbeat beats() {
    return beats;
  }

  /** This node's life before, as its row told at this start; empty until that is complete. */
  Optional<Node> before() {
    return before;
  }

  Optional<String> databaseTrouble() {
    return keeper.trouble();
  }

  /**
   * What a task's recent runs say about the mode it needs.
   *
   * @throws DatabaseException if the database has gone away in this moment
   */
  public Verdict verdict(Task task) {
    return unready().map(Verdict::unknown).orElseGet(() -> reader.verdict(task.name()));
  }

  /** Why this node is not ready to work, in words; empty if it is. */
  public Optional<String> unready() {
    if (!open) {
      return Optional.of("the application has not started yet");
    }
    if (!keeper.joined()) {
      return Optional.of("the start waits for the database: " + keeper.trouble().orElse("soon"));
    }
    return keeper.started()
        ? keeper.trouble().map(reason -> "the database is away: " + reason)
        : Optional.of("the start looks for somebody who can sign in");
  }

  /** Whether the start is complete. */
  public boolean started() {
    return open && keeper.started();
  }

  /** Whether this node can go on by itself. */
  public boolean live() {
    return heartbeat.isAlive();
  }
}
