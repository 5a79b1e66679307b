package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.execution.BoundedExecutor;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.ExecutionSettings;
import dev.groundcrew.execution.Gate;
import dev.groundcrew.execution.GateSettings;
import dev.groundcrew.execution.PlainThreads;
import dev.groundcrew.execution.RequestLoad;
import dev.groundcrew.execution.Tracing;
import dev.groundcrew.run.History;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How late a one-second task of every node begins, alone and beside 1,000 others: ours by its whole
 * way from the timetable to its code, its history written to an H2 database; against a plain {@link
 * ScheduledThreadPoolExecutor} with as many threads as our pool has slots. Both run at once, half a
 * second apart, so that both have the same machine. To reach: ours at the 99th percentile no worse
 * than 1.5 times theirs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class LatenessBench {
  private static final int SLOTS = 10;

  /** Until the code is compiled, nothing is counted. */
  private static final int WARM_UP_SECONDS = 20;

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** How many other tasks there are, and of how many seconds. */
  @Param("1000 of 10")
  public String others;

  /**
   * For how long it is measured. Each second is one sample, so a few pauses of the machine rule.
   */
  @Param("30")
  public int seconds;

  /** The results of a run. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Lateness {
    /** Microseconds at the median, ours. */
    public long oursP50;

    /** Microseconds at the 99th percentile, ours. */
    public long oursP99;

    /** Microseconds at the median, theirs. */
    public long theirsP50;

    /** Microseconds at the 99th percentile, theirs. */
    public long theirsP99;
  }

  /** Both, at once. */
  @Benchmark
  public void lateness(Lateness result) throws InterruptedException {
    var ours = new Samples(seconds);
    var theirs = new Samples(seconds);
    List<Timed> tasks = tasks(others);
    try (var engine = new Ours(ours);
        var peer = new Theirs(theirs)) {
      Instant start = Instant.now().plusSeconds(2);
      engine.start(start, tasks);
      peer.start(start.plusMillis(500), tasks);
      TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
      ours.clear();
      theirs.clear();
      TimeUnit.SECONDS.sleep(seconds);
    }
    result.oursP50 = ours.at(0.5);
    result.oursP99 = ours.at(0.99);
    result.theirsP50 = theirs.at(0.5);
    result.theirsP99 = theirs.at(0.99);
  }

  /**
   * A task.
   *
   * @param number 0 is the one that is measured
   * @param offset when it is due first: spread over the period, the same for both
   */
  private record Timed(int number, Duration period, Duration offset) {
    static Timed of(int number, Duration period) {
      long nanos = new SplittableRandom(number).nextLong(period.toNanos());
      return new Timed(number, period, Duration.ofNanos(nanos));
    }
  }

  private static List<Timed> tasks(String others) {
    int space = others.indexOf(' ');
    int count = Integer.parseInt(others.substring(0, space));
    var period = Duration.ofSeconds(Long.parseLong(others.substring(others.lastIndexOf(' ') + 1)));
    var tasks = new ArrayList<>(List.of(Timed.of(0, PERIOD)));
    for (int i = 1; i <= count; i++) {
      tasks.add(Timed.of(i, period));
    }
    return tasks;
  }

  /** How late the runs of the measured task began. */
  private static final class Samples {
    private final int seconds;
    private final List<Long> micros = new ArrayList<>();

    Samples(int seconds) {
      this.seconds = seconds;
    }

    synchronized void add(int task, Instant due, Instant begun) {
      if (task == 0) {
        micros.add(Duration.between(due, begun).toNanos() / 1_000);
      }
    }

    synchronized void clear() {
      micros.clear();
    }

    /**
     * The nearest rank. Fails if a tick was lost: a late one would not be among the samples.
     *
     * @param share over 0, at most 1
     */
    synchronized long at(double share) {
      if (micros.size() < seconds - 1) {
        throw new IllegalStateException("only " + micros.size() + " runs in " + seconds + " s");
      }
      List<Long> sorted = micros.stream().sorted().toList();
      return sorted.get((int) Math.ceil(sorted.size() * share) - 1);
    }
  }

  private static final class Theirs implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(SLOTS);
    private final Samples samples;

    Theirs(Samples samples) {
      this.samples = samples;
    }

    void start(Instant start, List<Timed> tasks) {
      for (Timed task : tasks) {
        Instant first = start.plus(task.offset());
        Duration period = task.period();
        var ticks = new AtomicInteger();
        var unused =
            executor.scheduleAtFixedRate(
                () -> {
                  // First of all: what follows is not compiled either in code that runs so rarely.
                  Instant begun = Instant.now();
                  Instant due = first.plus(period.multipliedBy(ticks.getAndIncrement()));
                  samples.add(task.number(), due, begun);
                },
                Duration.between(Instant.now(), first).toNanos(),
                period.toNanos(),
                TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }

  /** The parts of the engine on the way of a tick, without a server. */
  private static final class Ours implements AutoCloseable {
    private final InstantSource clock = InstantSource.system();
    private final PlainThreads threads = new PlainThreads();
    private final TestDatabase tables = TestDatabase.Kind.H2.migrated();
    private final HeapTimer timer = new HeapTimer(threads);
    private final History history = new History(tables.database(), clock, 100_000, run -> {});
    private final Thread writing = threads.dedicated("history", history::writeUntilClosed);
    private final Timetable timetable;
    private final Samples samples;

    Ours(Samples samples) {
      this.samples = samples;
      var membership = new Membership("bench");
      var states = new TaskStates(tables.database(), clock, membership);
      var backlog = new Backlog("bench");
      var executor = new BoundedExecutor(threads, SLOTS);
      var random = new java.util.Random(1);
      var outcomes = new Outcomes(history, new FailureLog(), timer, backlog, random);
      var settings =
          new ExecutionSettings(SLOTS, 100, 100, Duration.ofSeconds(2), Duration.ofSeconds(30));
      var gate = new Gate(new GateSettings(false, 0.1, 0.2, List.of()), new RequestLoad());
      var execution =
          new Execution(
              threads, timer, clock, history, settings, gate, executor, Tracing.NONE, outcomes);
      backlog.sizedFor(execution);
      var launcher = new Launcher("bench", backlog, execution, tables.database(), () -> true);
      var catalogue = new Catalogue(List.of());
      var claims =
          new Claims(catalogue, membership, tables.database(), states, backlog, launcher, executor);
      var cancels = new Cancels(clock, tables.database(), history, catalogue, backlog, execution);
      var intake =
          new Intake(
              membership,
              clock,
              new RunIds(clock, 1),
              history,
              states,
              backlog,
              launcher,
              cancels,
              null,
              (task, end) -> {},
              tick -> {});
      outcomes.connect(launcher, claims, intake, (task, end) -> {});
      timetable = new Timetable(timer, clock, intake);
      history.databaseIsReady();
    }

    void start(Instant start, List<Timed> tasks) {
      writing.start();
      for (Timed timed : tasks) {
        Schedule schedule = Schedule.every(timed.period(), start.plus(timed.offset()));
        Task task = task(timed, schedule);
        timetable.put(task, schedule, schedule.next(Instant.EPOCH).orElseThrow());
      }
    }

    private Task task(Timed timed, Schedule schedule) {
      var faults = new ArrayList<AttributeFault>();
      TaskDefinition definition =
          TaskDefinition.of(
                  "bench-" + timed.number(),
                  TaskAttributes.defaults("UTC")
                      .overriddenBy(Source.ANNOTATION, Map.of("every", timed.period().toString())),
                  Mode.POOLED,
                  faults)
              .orElseThrow();
      return new Task(
          new ScheduledDefinition(definition, schedule),
          context -> {
            Instant begun = Instant.now();
            samples.add(timed.number(), context.scheduledFor().orElseThrow(), begun);
            return null;
          },
          Optional.empty());
    }

    @Override
    public void close() {
      timetable.close();
      timer.close();
      history.close();
      threads.close();
      tables.close();
    }
  }
}
