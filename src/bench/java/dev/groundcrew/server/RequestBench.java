package dev.groundcrew.server;

import com.sun.management.OperatingSystemMXBean;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.quartz.Scheduler;

/**
 * What requests notice of background work: throughput as fast as 16 connections go, and latency at
 * a fixed moderate rate, in one server, with the same work done in several ways one after another.
 * Each round measures every way once; ratios are taken within a round, so that a machine that
 * changes its speed disturbs them little.
 *
 * <p>Arguments: the JSON file to write, rounds (3), seconds a measurement (3).
 */
public final class RequestBench {
  private static final int CONNECTIONS = 16;
  private static final int RATE = 800;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration SETTLE = Duration.ofMillis(700);

  /** How the requests come. */
  private enum Load {
    NONE,
    SATURATED,
    MODERATE
  }

  /**
   * Background work done in one way.
   *
   * @param name for people
   * @param count loops or waiting tasks at once
   * @param task the task of ours that does it; empty if a peer does
   * @param peer the peer that does it; empty if a task of ours does
   */
  private record Way(String name, int count, String task, String peer) {
    static final Way NONE = new Way("none", 0, "", "");

    static Way ours(String name, String task, int count) {
      return new Way(name, count, task, "");
    }

    static Way peer(String name, String peer, int count) {
      return new Way(name, count, "", peer);
    }

    boolean computes() {
      return count > 0 && !task.equals("load-async") && !peer.equals("executor-io");
    }
  }

  /**
   * One measurement.
   *
   * @param perSecond requests answered a second
   * @param p50 median latency in milliseconds
   * @param p99 its 99th percentile
   * @param work pieces of background work a second
   * @param busy how busy all processors were, 0 to 1
   */
  private record Seen(double perSecond, double p50, double p99, double work, double busy) {}

  private record Cell(Load load, Way way, List<Seen> rounds) {
    double median(ToDoubleFunction<Seen> figure) {
      return RequestBench.median(rounds.stream().mapToDouble(figure).toArray());
    }

    String spread(ToDoubleFunction<Seen> figure, String format) {
      double[] all = rounds.stream().mapToDouble(figure).sorted().toArray();
      return (format + " (" + format + "–" + format + ")")
          .formatted(median(figure), all[0], all[all.length - 1]);
    }

    /** The median of the ratios to another cell, round by round. */
    double ratio(Cell to, ToDoubleFunction<Seen> figure) {
      double[] ratios = new double[rounds.size()];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(to.rounds.get(i));
      }
      return RequestBench.median(ratios);
    }
  }

  private final int rounds;
  private final Duration time;
  private final TestServer server;
  private final GroundcrewClient client;
  private final Caller all;
  private final Caller few;
  private final List<Cell> cells = new ArrayList<>();

  private RequestBench(int rounds, Duration time, TestServer server) {
    this.rounds = rounds;
    this.time = time;
    this.server = server;
    this.client = server.client();
    this.all = new Caller(server.baseUri().getPort(), "/load/small", CONNECTIONS);
    this.few = new Caller(server.baseUri().getPort(), "/load/small", CONNECTIONS);
    Way gate = Way.ours("Groundcrew", "load-gate", 4);
    Way idle = Way.ours("Groundcrew, idle = true", "load-gate-idle", 4);
    Way noGate = Way.ours("Groundcrew, yields = false", "load-no-gate", 4);
    Way executor = Way.peer("ScheduledExecutorService", "executor", 4);
    Way quartz = Way.peer("Quartz", "quartz", 4);
    add(Load.SATURATED, Way.NONE, gate, idle, noGate, executor, quartz);
    add(Load.NONE, executor);
    add(Load.MODERATE, Way.NONE, gate, idle, noGate, executor, quartz);
    add(
        Load.MODERATE,
        Way.ours("Groundcrew", "load-gate", 1),
        Way.ours("Groundcrew, idle = true", "load-gate-idle", 1),
        Way.peer("ScheduledExecutorService", "executor", 1));
    add(
        Load.MODERATE,
        Way.ours("Groundcrew, ASYNC", "load-async", 1),
        Way.ours("Groundcrew, ASYNC", "load-async", 100),
        Way.peer("ScheduledExecutorService, 4 threads", "executor-io", 100));
  }

  private void add(Load load, Way... ways) {
    for (Way way : ways) {
      cells.add(new Cell(load, way, new ArrayList<>()));
    }
  }

  /** Starts a server, measures, prints a table, writes a file. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    try (TestServer server =
        TestServer.of(war()).with("groundcrew.gate.exclude", "/load/peers*").start()) {
      var bench = new RequestBench(rounds, Duration.ofSeconds(seconds), server);
      bench.measure();
      String table = bench.table();
      Files.writeString(Path.of(arguments[0]), bench.json().build().toString());
      print(table);
      bench.all.close();
      bench.few.close();
    }
  }

  @SuppressWarnings("SystemOut") // a program for a terminal
  private static void print(String text) {
    System.out.println(text);
  }

  private static Path war() throws Exception {
    Path quartz =
        Path.of(Scheduler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    WebArchive archive =
        TestWar.open("load", "/load/*")
            .addPackage("dev.groundcrew.server.load")
            .addAsLibraries(quartz.toFile());
    Path file = Path.of("target", "groundcrew-load.war");
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  private void measure() throws InterruptedException {
    Caller.Answers unused = all.saturated(WARM_UP);
    for (Way way : cells.stream().map(Cell::way).distinct().toList()) {
      Seen ignored = measure(Load.MODERATE, way, SETTLE);
    }
    for (int round = 1; round <= rounds; round++) {
      for (Cell cell : cells) {
        cell.rounds.add(measure(cell.load, cell.way, time));
      }
      print("round " + round + " of " + rounds);
    }
  }

  private Seen measure(Load load, Way way, Duration length) throws InterruptedException {
    List<String> runs = start(way);
    TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
    Caller.Answers unused = call(load, SETTLE);
    long before = done();
    double ignored = busy();
    long from = System.nanoTime();
    Caller.Answers answers = call(load, length);
    double seconds = (System.nanoTime() - from) / 1e9;
    double busy = busy();
    double work = (done() - before) / seconds;
    stop(way, runs);
    return new Seen(answers.perSecond(), answers.millis(0.5), answers.millis(0.99), work, busy);
  }

  private Caller.Answers call(Load load, Duration length) throws InterruptedException {
    return switch (load) {
      case SATURATED -> all.saturated(length);
      case MODERATE -> few.paced(RATE, length);
      case NONE -> {
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
        yield new Caller.Answers(new long[0], 0);
      }
    };
  }

  private List<String> start(Way way) {
    var runs = new ArrayList<String>();
    if (!way.peer.isEmpty()) {
      expect(client.post("load/peers/" + way.peer + "/" + way.count));
    } else {
      for (int i = 0; i < way.count; i++) {
        runs.add(client.run(way.task));
      }
      runs.forEach(run -> client.awaitState(run, "RUNNING"));
    }
    return runs;
  }

  private void stop(Way way, List<String> runs) {
    if (!way.peer.isEmpty()) {
      expect(client.send(client.request("load/peers").DELETE()));
    }
    runs.forEach(client::cancel);
    runs.forEach(client::awaitEnd);
  }

  private static void expect(GroundcrewClient.Answer answer) {
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.status() + " " + answer.text());
    }
  }

  private long done() {
    return Long.parseLong(client.get("load/peers").text());
  }

  private static double busy() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getCpuLoad()
        : Double.NaN;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  // ---- What is told.

  private Cell none(Load load) {
    return cells.stream()
        .filter(cell -> cell.load == load && cell.way.equals(Way.NONE))
        .findFirst()
        .orElseThrow();
  }

  /** Work that four loops do while no request comes. */
  private double mostWork() {
    return cells.stream()
        .filter(cell -> cell.load == Load.NONE)
        .findFirst()
        .orElseThrow()
        .median(Seen::work);
  }

  /** How much of the processor time that requests leave free the work got; 1 is all of it. */
  private double ofTheFree(Cell cell) {
    int cores = Runtime.getRuntime().availableProcessors();
    double free = 1 - none(cell.load).median(Seen::busy);
    double most = mostWork() * Math.min(1, (double) cell.way.count / cores);
    double room = Math.min(1, free * cores / Math.min(cores, cell.way.count));
    return cell.median(Seen::work) / (most * room);
  }

  private String table() {
    var text = new StringBuilder();
    text.append("\nAs fast as ").append(CONNECTIONS).append(" connections go\n\n");
    text.append("| background | requests/s | of none | p99 ms | work/s |\n");
    text.append("| --- | --- | --- | --- | --- |\n");
    for (Cell cell : of(Load.SATURATED)) {
      text.append(
          "| %s | %s | %.2f | %s | %s |%n"
              .formatted(
                  named(cell.way),
                  cell.spread(Seen::perSecond, "%.0f"),
                  cell.ratio(none(Load.SATURATED), Seen::perSecond),
                  cell.spread(Seen::p99, "%.1f"),
                  cell.spread(Seen::work, "%.0f")));
    }
    text.append("\nAt ").append(RATE).append(" requests a second\n\n");
    text.append("| background | p50 ms | of none | p99 ms | of none | work/s | of the free |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (Cell cell : of(Load.MODERATE)) {
      text.append(
          "| %s | %s | %.2f | %s | %.2f | %s | %s |%n"
              .formatted(
                  named(cell.way),
                  cell.spread(Seen::p50, "%.2f"),
                  cell.ratio(none(Load.MODERATE), Seen::p50),
                  cell.spread(Seen::p99, "%.1f"),
                  cell.ratio(none(Load.MODERATE), Seen::p99),
                  cell.spread(Seen::work, "%.0f"),
                  cell.way.computes() ? "%.2f".formatted(ofTheFree(cell)) : "–"));
    }
    text.append(
        "\nFour loops without any request: %.0f pieces of work a second%n".formatted(mostWork()));
    return text.toString();
  }

  private List<Cell> of(Load load) {
    return cells.stream().filter(cell -> cell.load == load).toList();
  }

  private static String named(Way way) {
    return way.count == 0 ? way.name : way.count + " × " + way.name;
  }

  private JsonObjectBuilder json() throws IOException {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (Cell cell : cells) {
      JsonArrayBuilder seen = Json.createArrayBuilder();
      cell.rounds.forEach(
          one ->
              seen.add(
                  Json.createObjectBuilder()
                      .add("requestsPerSecond", rounded(one.perSecond))
                      .add("p50Millis", rounded(one.p50))
                      .add("p99Millis", rounded(one.p99))
                      .add("workPerSecond", rounded(one.work))
                      .add("busy", rounded(one.busy))));
      all.add(
          Json.createObjectBuilder()
              .add("load", cell.load.name())
              .add("background", cell.way.name)
              .add("count", cell.way.count)
              .add("rounds", seen));
    }
    JsonObjectBuilder versions = Json.createObjectBuilder();
    versions().forEach(versions::add);
    return Json.createObjectBuilder().add("machine", versions).add("cells", all);
  }

  private static double rounded(double value) {
    return Double.isNaN(value) ? 0 : Math.round(value * 1_000) / 1_000.0;
  }

  private static Map<String, String> versions() throws IOException {
    return Map.of(
        "java",
        Runtime.version().toString(),
        "system",
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "processor",
        processor(),
        "cores",
        Integer.toString(Runtime.getRuntime().availableProcessors()),
        "server",
        Path.of(System.getProperty("payara.microJar")).getFileName().toString());
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
