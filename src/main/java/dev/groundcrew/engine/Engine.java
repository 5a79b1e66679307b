package dev.groundcrew.engine;

import dev.groundcrew.access.FirstAdministrator;
import dev.groundcrew.database.ConnectionPool;
import dev.groundcrew.database.Database;
import dev.groundcrew.execution.BoundedExecutor;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.ExecutionSettings;
import dev.groundcrew.execution.TaskLogHandler;
import dev.groundcrew.execution.Threads;
import dev.groundcrew.execution.Verdict;
import dev.groundcrew.run.History;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.Scope;
import dev.groundcrew.task.TaskDefinition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  private final InstantSource clock;
  private final ConnectionPool pool;
  private final BoundedExecutor executor;
  private final HeapTimer timer;
  private final Timetable timetable;
  private final History history;
  private final Execution execution;
  private final Dispatcher dispatcher;
  private final DatabaseKeeper keeper;
  private final RunReader reader;
  private final TaskLogHandler taskLogs = new TaskLogHandler();
  private final Heartbeat beats;
  private final Thread heartbeat;
  private final Thread keeping;
  private final Thread writing;
  private volatile boolean open;

  Engine(
      EngineSettings settings,
      ExecutionSettings executionSettings,
      Catalogue catalogue,
      Threads threads,
      BoundedExecutor executor,
      InstantSource clock,
      ConnectionPool pool,
      Database database,
      FirstAdministrator firstAdministrator,
      Consumer<Run> runs) {
    this.settings = settings;
    this.catalogue = catalogue;
    this.clock = clock;
    this.pool = pool;
    this.executor = executor;
    timer = new HeapTimer(threads);
    history = new History(database, clock, settings.historyBound(), runs);
    var ids = new RunIds(clock, new SecureRandom().nextInt(RunIds.NODE_PARTS));
    dispatcher =
        new Dispatcher(
            catalogue,
            settings.node(),
            clock,
            ids,
            database,
            history,
            timer,
            executor,
            new FailureLog());
    execution =
        new Execution(threads, timer, clock, history, executionSettings, executor, dispatcher);
    timetable = new Timetable(timer, clock, dispatcher::due);
    dispatcher.connect(execution, timetable);
    keeper =
        new DatabaseKeeper(
            settings.node(), pool, database, dispatcher, history, firstAdministrator);
    reader = new RunReader(database, history, execution);
    beats = new Heartbeat(timer, execution, executor, dispatcher);
    heartbeat = threads.dedicated("groundcrew heartbeat", beats::beat);
    keeping = threads.dedicated("groundcrew database", keeper::keep);
    writing = threads.dedicated("groundcrew history", history::writeUntilClosed);
  }

  /** Starts what needs no gate. A database that is away does not fail it. */
  void start() {
    taskLogs.install();
    keeper.ask();
    heartbeat.start();
    keeping.start();
    writing.start();
  }

  /** The gate opens: the application serves requests, so tasks may start (rule 2). */
  void open() {
    open = true;
    List<Task> tasks = settings.enabled() ? catalogue.inStartOrder() : List.of();
    Instant now = clock.instant();
    for (int i = 0; i < tasks.size(); i++) {
      begin(tasks.get(i), now, settings.startSpread().multipliedBy(i).dividedBy(tasks.size()));
    }
    LOG.log(
        Level.INFO,
        "Groundcrew is open on node {0}: {1} of {2} tasks start by themselves{3}",
        settings.node(),
        tasks.size(),
        catalogue.all().size(),
        settings.publicUrl().map(url -> "; " + url + "api/tasks").orElse(""));
  }

  private void begin(Task task, Instant now, Duration offset) {
    TaskDefinition definition = task.definition();
    if (definition.timing().atStartup()) {
      timer.after(offset, () -> dispatcher.begin(task, Origin.startup()));
    }
    Instant first = now.plus(offset);
    if (definition.timing().every().isPresent()) {
      Schedule rate = rate(task, definition.timing().every().get(), first);
      rate.next(first.minusNanos(1)).ifPresent(due -> timetable.put(task, rate, due));
    } else if (definition.timing().delay().isPresent() && !definition.timing().atStartup()) {
      timetable.put(task, task.schedule(), first);
    } else if (definition.timing().cron().isPresent()) {
      task.schedule().next(now).ifPresent(due -> timetable.put(task, task.schedule(), due));
    }
  }

  /**
   * A fixed rate counts from this start, its first tick being the run at start-up if there is one.
   * Once per cluster it counts from the epoch, so that all nodes mean the same instants.
   */
  private static Schedule rate(Task task, Duration period, Instant first) {
    if (task.definition().scope() == Scope.ONCE_PER_CLUSTER) {
      return task.schedule();
    }
    boolean startsItself = task.definition().timing().atStartup();
    return Schedule.every(period, startsItself ? first.plus(period) : first);
  }

  /** Ends everything in order (rule 8). Blocks for the grace and some seconds at most. */
  void stop() {
    open = false;
    timetable.close();
    dispatcher.stop();
    List<Run> left = execution.shutDown(settings.grace());
    timer.close();
    heartbeat.interrupt();
    keeping.interrupt();
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

  Catalogue catalogue() {
    return catalogue;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Timetable timetable() {
    return timetable;
  }

  RunReader reader() {
    return reader;
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

  Optional<String> databaseTrouble() {
    return keeper.trouble();
  }

  /** What a task's recent runs say about the mode it needs. */
  Verdict verdict(Task task) {
    return unready().map(Verdict::unknown).orElseGet(() -> reader.verdict(task.name()));
  }

  /** Why this node is not ready to work, in words; empty if it is. */
  public Optional<String> unready() {
    if (!open) {
      return Optional.of("the application has not started yet");
    }
    return keeper.started()
        ? keeper.trouble().map(reason -> "the database is away: " + reason)
        : Optional.of("the start waits for the database: " + keeper.trouble().orElse("soon"));
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
