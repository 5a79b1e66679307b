package dev.groundcrew.engine;

import dev.groundcrew.access.FirstAdministrator;
import dev.groundcrew.access.NoAdministrator;
import dev.groundcrew.database.ConnectionPool;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseSettings;
import dev.groundcrew.execution.BoundedExecutor;
import dev.groundcrew.execution.ExecutionSettings;
import dev.groundcrew.execution.Gate;
import dev.groundcrew.execution.GateSettings;
import dev.groundcrew.execution.PlainThreads;
import dev.groundcrew.execution.RequestLoad;
import dev.groundcrew.execution.Tracing;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.Submission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A whole engine without a server: one node, everything written to the history. */
public final class TestEngine implements AutoCloseable {
  private final PlainThreads threads = new PlainThreads();
  private final Engine engine;

  /**
   * An engine that is not started.
   *
   * @param url of a database whose user and password are {@code postgres}
   * @param slots how many POOLED runs it has at once
   * @param grace how long its stop waits for runs
   */
  public TestEngine(String url, String node, int slots, Duration grace, List<Task> tasks) {
    this(url, node, slots, grace, tasks, new NoAdministrator());
  }

  /** The same, whose start looks for somebody who can sign in. */
  TestEngine(
      String url,
      String node,
      int slots,
      Duration grace,
      List<Task> tasks,
      FirstAdministrator administrator) {
    var settings =
        new DatabaseSettings(
            Optional.empty(), url, Optional.empty(), "postgres", "postgres", 10, true);
    var pool = new ConnectionPool(settings, work -> new Thread(work, node + " pool"));
    engine =
        new Engine(
            new EngineSettings(
                true, node, "UTC", grace, Duration.ZERO, 100_000, Optional.empty(), false),
            new ExecutionSettings(slots, 100, 100, Duration.ofSeconds(2), Duration.ofSeconds(30)),
            new Gate(new GateSettings(false, 0.1, 0.2, List.of()), new RequestLoad()),
            new Catalogue(tasks),
            new NoOthers(),
            threads,
            new BoundedExecutor(threads, 4),
            InstantSource.system(),
            pool,
            new Database(pool),
            administrator,
            Tracing.NONE,
            run -> {});
  }

  /** Starts it; what is due runs from now on. */
  public void start() {
    engine.start();
    engine.open();
  }

  /** Asks for a run. */
  public Run submit(Task task) {
    return engine.submissions().submit(task, Origin.manual("test"), Submission.PLAIN);
  }

  /** A run that there is, as people see it. */
  Run find(long id) {
    return engine.reader().find(id).orElseThrow();
  }

  /** Whether the task is paused, as far as this node knows. */
  boolean isPaused(Task task) {
    return engine.stateOf(task).pauseAt(Instant.now()).isPresent();
  }

  /** Why it is not ready; empty if it is. */
  public Optional<String> unready() {
    return engine.unready();
  }

  @Override
  public void close() {
    engine.stop();
    threads.close();
  }

  private static final class NoOthers implements TaskSource {
    @Override
    public void begin(Engine engine, TaskFactory factory) {
      // There are none.
    }

    @Override
    public void startFromNowOn() {
      // There are none.
    }

    @Override
    public void follow() {
      // There are none.
    }
  }
}
