package dev.groundcrew.engine.boot;

import dev.groundcrew.access.FirstAdministrator;
import dev.groundcrew.database.ConnectionPool;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseSettings;
import dev.groundcrew.database.OwnDrivers;
import dev.groundcrew.engine.Catalogue;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.EngineOpened;
import dev.groundcrew.engine.EngineSettings;
import dev.groundcrew.engine.EngineStopping;
import dev.groundcrew.engine.InRequestScope;
import dev.groundcrew.engine.TaskFactory;
import dev.groundcrew.engine.TaskSource;
import dev.groundcrew.engine.Traces;
import dev.groundcrew.execution.BoundedExecutor;
import dev.groundcrew.execution.ExecutionSettings;
import dev.groundcrew.execution.Gate;
import dev.groundcrew.execution.GateSettings;
import dev.groundcrew.execution.ManagedThreads;
import dev.groundcrew.execution.RequestLoad;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunChanged;
import dev.groundcrew.run.RunEnded;
import dev.groundcrew.run.RunState;
import dev.groundcrew.settings.Own;
import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsInForce;
import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Where the container meets the plain parts: reads the configuration, produces what features
 * inject, and makes the one {@link Engine}.
 */
@ApplicationScoped
class Assembly {
  private static final Logger LOG = System.getLogger(Assembly.class.getName());

  /** ASYNC launches, continuations and claims at once: all of them short. */
  private static final int SHORT_WORK_AT_ONCE = 8;

  /** Observers of {@link RunEnded} at once, who may take their time. */
  private static final int OBSERVERS_AT_ONCE = 4;

  @Inject Instance<RequestContextController> requestScopes;
  @Inject DeclaredTasks declared;
  @Inject Traces traces;
  @Inject BeanManager beans;
  @Inject Event<RunChanged> runChanged;
  @Inject Event<RunEnded> runEnded;
  @Inject Event<EngineOpened> opened;
  @Inject Event<EngineStopping> stopping;

  private final InstantSource clock = InstantSource.system();
  private final Jsonb jsonb = JsonbBuilder.create();
  private final RequestLoad requests = new RequestLoad();
  private SettingsReader reader;
  private EngineSettings settings;
  private ExecutionSettings executionSettings;
  private GateSettings gateSettings;
  private ManagedThreads threads;
  private BoundedExecutor executor;
  private BoundedExecutor observers;
  private ConnectionPool pool;
  private Database database;
  private Engine engine;
  private SettingsInForce settingsInForce;
  private boolean gateOpen;
  private boolean stopped;

  @PostConstruct
  void read() {
    Config config = ConfigProvider.getConfig();
    reader =
        new SettingsReader(
            key -> config.getOptionalValue(key, String.class),
            StreamSupport.stream(config.getPropertyNames().spliterator(), false).toList());
    settings = EngineSettings.read(reader);
    executionSettings = ExecutionSettings.read(reader);
    gateSettings = GateSettings.read(reader);
    DatabaseSettings databaseSettings = DatabaseSettings.read(reader);
    threads = new ManagedThreads(ManagedThreads.Names.read(reader));
    executor = new BoundedExecutor(threads, SHORT_WORK_AT_ONCE);
    observers = new BoundedExecutor(threads, OBSERVERS_AT_ONCE);
    pool = new ConnectionPool(databaseSettings, threads.factory());
    database = new Database(pool);
  }

  /** How the engine starts and stops. */
  EngineSettings settings() {
    return settings;
  }

  /**
   * Makes the engine and starts it.
   *
   * @throws IllegalStateException with every fault in settings and declarations, if there is one
   */
  synchronized void start() {
    all(ReadsSettings.class).forEach(feature -> feature.read(reader));
    List<TaskType> types = all(TaskType.class).stream().toList();
    var factory = new TaskFactory(types, settings.zone(), this::scoped);
    TaskSource source = all(TaskSource.class).get();
    engine =
        new Engine(
            settings,
            executionSettings,
            new Gate(gateSettings, requests),
            catalogue(factory),
            source,
            threads,
            executor,
            clock,
            pool,
            database,
            all(FirstAdministrator.class).get(),
            traces.tracing(),
            this::tell);
    settingsInForce = reader.inForce();
    source.begin(engine, factory);
    engine.start();
    openIfBothAreReady();
  }

  /**
   * Those who watch runs must not disturb them. Nor do they get a thread of the server's default
   * executor: it has no bound, and a thread that it made on our behalf holds this application's
   * classes until it has been idle for a minute, also after an undeployment.
   */
  private void tell(Run run) {
    try {
      runChanged.fire(new RunChanged(run));
      if (run.state().isFinal() && run.state() != RunState.SKIPPED) {
        runEnded
            .fireAsync(RunEnded.of(run), NotificationOptions.ofExecutor(observers))
            .whenComplete(Assembly::logFailure);
      }
      observers.resume();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "an observer of runs failed", e);
    }
  }

  private static void logFailure(RunEnded told, Throwable failure) {
    if (failure != null) {
      LOG.log(Level.ERROR, "an observer of a run's end failed", failure);
    }
  }

  /**
   * Beans that need what this one produces. Looked up, not injected: made on behalf of this bean
   * they would count as part of it, and their needs as a circle.
   */
  private <T> Instance<T> all(Class<T> type) {
    return beans.createInstance().select(type);
  }

  private TaskBody scoped(TaskBody body) {
    return new InRequestScope(body, requestScopes);
  }

  private Catalogue catalogue(TaskFactory factory) {
    var builder = new CatalogueBuilder(reader, factory);
    for (DeclaredTask task : declared.found()) {
      builder.declared(
          task.annotation().name(),
          TaskAttributes.of(task.annotation()),
          task.nature(),
          task.where(),
          task.fault(),
          task.body(beans, jsonb));
    }
    builder.configured();
    reader.refuseUnknown();
    Faults.refuse(List.of(reader.faults(), builder.faults()));
    return builder.build();
  }

  /** The web application is initialised, and the caller is one of its threads. */
  synchronized void openGate() {
    threads.takeContextOfCaller();
    gateOpen = true;
    openIfBothAreReady();
  }

  /** Which of the two is first is the container's business. */
  private void openIfBothAreReady() {
    if (gateOpen && engine != null) {
      engine.open();
      opened.fire(new EngineOpened(settings.node()));
    }
  }

  /** Ends the engine, if it has started and has not been ended yet. */
  synchronized void stop() {
    if (engine != null && !stopped) {
      stopped = true;
      observers.stopping();
      try {
        stopping.fire(new EngineStopping(settings.node()));
      } finally {
        engine.stop();
        threads.close();
        OwnDrivers.forget();
      }
    }
  }

  @Produces
  Database database() {
    return database;
  }

  @Produces
  @Own
  InstantSource clock() {
    return clock;
  }

  /** This node's name, for features that keep figures of their own node. */
  @Produces
  @Own
  String node() {
    return settings.node();
  }

  /** Where the filter counts requests. */
  @Produces
  RequestLoad requests() {
    return requests;
  }

  /** What an operator has set, for people who ask. */
  @Produces
  synchronized SettingsInForce settingsInForce() {
    return settingsInForce;
  }

  @Produces
  GateSettings gateSettings() {
    return gateSettings;
  }

  @Produces
  @Own
  ManagedThreadFactory threadFactory() {
    return threads.factory();
  }

  @Produces
  @Own
  Executor executor() {
    return executor;
  }

  @Produces
  synchronized Engine engine() {
    return engine;
  }
}
