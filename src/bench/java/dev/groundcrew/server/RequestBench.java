package dev.groundcrew.server;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What requests notice of background work: throughput as fast as 16 connections go, and latency at
 * a fixed moderate rate, with the same work done in several ways one after another. Each round
 * measures every way once; ratios are taken within a round, so that a machine that changes its
 * speed disturbs them little.
 *
 * <p>Arguments: the JSON file to write, rounds (1), seconds a measurement (2), and a regular
 * expression that the measured ways must match, such as {@code ".*none|4 × Groundcrew"} (all).
 */
public final class RequestBench implements AutoCloseable {
  static final int CONNECTIONS = 16;
  static final int RATE = 800;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration SHORT_WARM_UP = Duration.ofSeconds(3);
  private static final Duration SETTLE = Duration.ofMillis(700);

  private final int rounds;
  private final Duration time;
  private final Map<Way.Where, LoadHost> hosts = new EnumMap<>(Way.Where.class);
  private final Map<Way.Where, Caller> callers = new EnumMap<>(Way.Where.class);
  private final List<Cell> cells = new ArrayList<>();

  private RequestBench(int rounds, Duration time, LoadHost payara, Optional<FastApiHost> fastApi) {
    this.rounds = rounds;
    this.time = time;
    add(Way.Where.PAYARA, payara);
    fastApi.ifPresent(host -> add(Way.Where.FAST_API, host));
    Way ours = Way.ours("Groundcrew", "load-gate", 4);
    Way idle = Way.ours("Groundcrew, idle = true", "load-gate-idle", 4);
    Way noGate = Way.ours("Groundcrew, yields = false", "load-no-gate", 4);
    Way executor = Way.peer("ScheduledExecutorService", "executor", 4);
    Way quartz = Way.peer("Quartz", "quartz", 4);
    add(Load.SATURATED, Way.NONE, ours, idle, noGate, executor, quartz);
    add(Load.SATURATED, Way.ours("Groundcrew", "load-gate", 1));
    add(Load.NONE, executor);
    add(Load.MODERATE, Way.NONE, ours, idle, noGate, executor, quartz);
    add(
        Load.MODERATE,
        Way.ours("Groundcrew", "load-gate", 1),
        Way.peer("ScheduledExecutorService", "executor", 1),
        Way.peer("Quartz", "quartz", 1));
    add(
        Load.MODERATE,
        Way.ours("Groundcrew, ASYNC", "load-async", 1),
        Way.ours("Groundcrew, ASYNC", "load-async", 100),
        Way.peer("ScheduledExecutorService, 4 threads, waiting", "executor-io", 100),
        Way.peer("Quartz, 4 threads, waiting", "quartz-io", 100));
    if (fastApi.isPresent()) {
      Way threads = Way.fastApi("FastAPI, threads", "threads", 4);
      Way thread = Way.fastApi("FastAPI, thread", "threads", 1);
      add(Load.SATURATED, Way.NONE_IN_FAST_API, thread, threads);
      add(Load.MODERATE, Way.NONE_IN_FAST_API, thread, threads);
      add(Load.MODERATE, Way.fastApi("FastAPI, asyncio, waiting", "asyncio-io", 100));
    }
  }

  private void add(Way.Where where, LoadHost host) {
    hosts.put(where, host);
    callers.put(where, new Caller(host.port(), "/load/small", CONNECTIONS));
  }

  private void add(Load load, Way... ways) {
    for (Way way : ways) {
      cells.add(Cell.of(load, way));
    }
  }

  /** Starts the servers, measures, prints a table, writes a file. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    Optional<FastApiHost> fastApi = FastApiHost.start();
    if (fastApi.isEmpty()) {
      print("FastAPI is left out: python3 has no fastapi and uvicorn here");
    }
    Pattern only = Pattern.compile(arguments.length > 3 ? arguments[3] : ".*");
    try (var bench =
        new RequestBench(
            rounds, Duration.ofSeconds(seconds), PayaraHost.start(Map.of()), fastApi)) {
      bench.cells.removeIf(cell -> !only.matcher(cell.way().inWords()).matches());
      bench.measure();
      var report = new RequestReport(bench.cells);
      Files.writeString(Path.of(arguments[0]), report.json(rounds, seconds).build().toString());
      print(report.table());
    }
  }

  @SuppressWarnings("SystemOut") // a program for a terminal
  private static void print(String text) {
    System.out.println(text);
  }

  private void measure() throws InterruptedException {
    Caller.Answers unused = callers.get(Way.Where.PAYARA).saturated(WARM_UP);
    if (callers.containsKey(Way.Where.FAST_API)) {
      Caller.Answers ignored = callers.get(Way.Where.FAST_API).saturated(SHORT_WARM_UP);
    }
    // The compilers still work on our server in the first round, which therefore does not count.
    for (Cell cell : cells) {
      if (cell.way().where() == Way.Where.PAYARA) {
        Seen ignored = measure(cell.load(), cell.way(), time);
      }
    }
    for (int round = 1; round <= rounds; round++) {
      for (Cell cell : cells) {
        cell.rounds().add(measure(cell.load(), cell.way(), time));
      }
      print("round " + round + " of " + rounds);
    }
  }

  private Seen measure(Load load, Way way, Duration length) throws InterruptedException {
    LoadHost host = hosts.get(way.where());
    Caller caller = callers.get(way.where());
    List<String> begun = host.start(way);
    TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
    Caller.Answers unused = call(caller, load, SETTLE);
    long before = host.done();
    double ignored = busy();
    long from = System.nanoTime();
    Caller.Answers answers = call(caller, load, length);
    double seconds = (System.nanoTime() - from) / 1e9;
    double busy = busy();
    double work = (host.done() - before) / seconds;
    host.stop(way, begun);
    return new Seen(answers.perSecond(), answers.millis(0.5), answers.millis(0.99), work, busy);
  }

  private static Caller.Answers call(Caller caller, Load load, Duration length)
      throws InterruptedException {
    return switch (load) {
      case SATURATED -> caller.saturated(length);
      case MODERATE -> caller.paced(RATE, length);
      case NONE -> {
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
        yield new Caller.Answers(new long[0], 0);
      }
    };
  }

  private static double busy() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getCpuLoad()
        : Double.NaN;
  }

  @Override
  public void close() throws IOException {
    callers.values().forEach(Caller::close);
    hosts.values().forEach(LoadHost::close);
  }
}
