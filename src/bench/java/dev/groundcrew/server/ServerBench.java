package dev.groundcrew.server;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a server with our WAR costs beside the same server with an empty one: from the start of its
 * process to its first background run, at rest, and until it has stopped; and what runs cost in it.
 *
 * <p>Arguments: the JSON file to write, rounds of starts (1), and which parts (start, rest, runs,
 * stop; all if none is named; {@code flags} for starts with other flags of the JVM besides).
 */
public final class ServerBench {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Then the compilers still have something to do, and for some minutes more. */
  private static final int SETTLE_SECONDS = 30;

  private static final int REST_SECONDS = 30;
  private static final int TRIGGERED = 200;
  private static final int TICKING = 10;
  private static final JsonValue.ValueType STRING = JsonValue.ValueType.STRING;

  private final int rounds;
  private final Map<String, Sample> figures = new LinkedHashMap<>();

  private ServerBench(int rounds) {
    this.rounds = rounds;
  }

  /** Measures, prints a table, writes a file. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    List<String> parts =
        arguments.length > 2
            ? List.of(arguments).subList(2, arguments.length)
            : List.of("start", "rest", "runs", "stop");
    var bench = new ServerBench(rounds);
    if (parts.contains("rest")) {
      bench.rest();
    }
    if (parts.contains("start")) {
      bench.starts(parts.contains("flags"));
    }
    if (parts.contains("runs")) {
      bench.runs();
    }
    if (parts.contains("stop")) {
      bench.stops();
    }
    Files.writeString(Path.of(arguments[0]), bench.json().build().toString());
    print(bench.table());
  }

  @SuppressWarnings("SystemOut") // a program for a terminal
  private static void print(String text) {
    System.out.println(text);
  }

  // ---- The start.

  /** The very first start of ours makes its database and its user, and is not counted. */
  private void starts(boolean flagged) throws Exception {
    List<Candidate> both = List.of(Candidate.empty(), Candidate.ours(Map.of()));
    for (Candidate candidate : both) {
      if (flagged) {
        startOnce(candidate, List.of("-XX:ArchiveClassesAtExit=" + archiveOf(candidate)));
      } else if (candidate.isNew()) {
        startOnce(candidate, List.of());
      }
    }
    List<Flags> all = flagged ? List.of(Flags.values()) : List.of(Flags.NONE);
    Map<Flags, Map<String, List<double[]>>> seen = new EnumMap<>(Flags.class);
    for (int round = 0; round < rounds; round++) {
      for (Flags flags : all) {
        for (Candidate candidate : both) {
          seen.computeIfAbsent(flags, key -> new TreeMap<>())
              .computeIfAbsent(candidate.name(), key -> new ArrayList<>())
              .add(start(candidate, flags));
        }
      }
      print("starts, round " + (round + 1) + " of " + rounds);
    }
    seen.forEach(
        (flags, starts) ->
            starts.forEach(
                (name, times) -> {
                  String what = "start, " + flags.inWords() + ", " + name;
                  figures.put(what + ", s", Sample.of(times, one -> one[0]));
                  figures.put(what + ", CPU s", Sample.of(times, one -> one[1]));
                }));
  }

  private static Path archiveOf(Candidate candidate) {
    return candidate.folder().resolve("classes.jsa");
  }

  private static void startOnce(Candidate candidate, List<String> options) throws Exception {
    try (MeasuredProcess process = begin(candidate, options)) {
      double ignored = process.endSeconds(PATIENCE);
    }
  }

  private static MeasuredProcess begin(Candidate candidate, List<String> options) throws Exception {
    int port = FreePort.any();
    MeasuredProcess process =
        MeasuredProcess.start(candidate.command(options, port), candidate.folder(), "server.log");
    awaitAnswer(process, client(port), candidate.probe());
    return process;
  }

  private static GroundcrewClient client(int port) {
    return new GroundcrewClient(URI.create("http://127.0.0.1:" + port + "/"));
  }

  private static void awaitAnswer(MeasuredProcess process, GroundcrewClient client, String probe) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("it has ended: " + process.printed());
              }
              return answers(client, probe);
            });
  }

  private static boolean answers(GroundcrewClient client, String probe) {
    try {
      return client.get(probe).status() == 200;
    } catch (UncheckedIOException e) {
      // Nobody listens yet.
      return false;
    }
  }

  /** Seconds until it is ready, or, of ours, until its first run began; seconds of CPU by then. */
  private static double[] start(Candidate candidate, Flags flags) throws Exception {
    int port = FreePort.any();
    try (MeasuredProcess process =
        MeasuredProcess.start(
            candidate.command(flags.options(archiveOf(candidate)), port),
            candidate.folder(),
            "server.log")) {
      awaitAnswer(process, client(port), candidate.probe());
      double ready = Duration.between(process.began(), Instant.now()).toMillis() / 1e3;
      double cpu = process.cpuSeconds();
      boolean ours = !candidate.name().equals("empty");
      return new double[] {ours ? firstRun(process, port) : ready, cpu};
    }
  }

  private static double firstRun(MeasuredProcess process, int port) {
    GroundcrewClient client = client(port).as("admin", TestServer.PASSWORD);
    Instant first =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    client.runs("since=" + process.began()).stream()
                        .filter(run -> run.get("startedAt").getValueType() == STRING)
                        .map(run -> Instant.parse(run.getString("startedAt")))
                        .min(Instant::compareTo),
                Optional::isPresent)
            .orElseThrow();
    return Duration.between(process.began(), first).toMillis() / 1e3;
  }

  // ---- At rest.

  /** Both at once: neither disturbs the other while both have next to nothing to do. */
  private void rest() throws Exception {
    try (MeasuredProcess empty = begin(Candidate.empty(), List.of());
        MeasuredProcess ours = begin(Candidate.ours(Map.of()), List.of())) {
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      double[] before = {empty.cpuSeconds(), ours.cpuSeconds()};
      TimeUnit.SECONDS.sleep(REST_SECONDS);
      double[] after = {empty.cpuSeconds(), ours.cpuSeconds()};
      tellRest("empty", empty, after[0] - before[0]);
      tellRest("groundcrew", ours, after[1] - before[1]);
    }
    print("at rest");
  }

  private void tellRest(String name, MeasuredProcess process, double cpuSeconds) {
    double share = 100 * cpuSeconds / REST_SECONDS;
    figures.put("at rest, " + name + ", % of a core", new Sample(share));
    figures.put("at rest, " + name + ", heap MB", new Sample(process.heapMegabytes()));
  }

  // ---- Runs.

  private void runs() throws Exception {
    try (PayaraHost host = PayaraHost.start(Map.of())) {
      GroundcrewClient client = host.client();
      var latencies = new ArrayList<Double>();
      for (int i = 0; i < 2 * TRIGGERED; i++) {
        Instant asked = Instant.now();
        JsonObject run = client.runToItsEnd("load-nothing");
        Instant begun = Instant.parse(run.getString("startedAt"));
        if (i >= TRIGGERED) {
          latencies.add(Duration.between(asked, begun).toNanos() / 1e6);
        }
      }
      Sample all = Sample.of(latencies, one -> one);
      figures.put("triggered run, ms from request to begin, p50", new Sample(all.at(0.5)));
      figures.put("triggered run, ms from request to begin, p99", new Sample(all.at(0.99)));
      figures.put("no-op tick, rest before, % of a core", new Sample(100 * shareOf(host, 20)));
    }
    print("triggered runs");
    var often = new TreeMap<String, String>();
    for (int i = 0; i < TICKING; i++) {
      often.put("groundcrew.task.load-tick-" + i + ".every", "PT0.01S");
    }
    try (PayaraHost host = PayaraHost.start(often)) {
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      long before = host.done();
      long from = System.nanoTime();
      double share = shareOf(host, REST_SECONDS);
      double perSecond = (host.done() - before) / ((System.nanoTime() - from) / 1e9);
      double rest = figures.get("no-op tick, rest before, % of a core").median() / 100;
      figures.put("no-op tick, runs a second", new Sample(perSecond));
      figures.put("no-op tick, µs of CPU a run", new Sample((share - rest) / perSecond * 1e6));
    }
    print("ticks");
  }

  private static double shareOf(PayaraHost host, int seconds) throws InterruptedException {
    double before = cpuSeconds(host);
    TimeUnit.SECONDS.sleep(seconds);
    return (cpuSeconds(host) - before) / seconds;
  }

  private static double cpuSeconds(PayaraHost host) {
    return ProcessHandle.of(host.server().pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .map(cpu -> cpu.toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  // ---- The stop.

  private void stops() throws Exception {
    try (MeasuredProcess process = begin(Candidate.empty(), List.of())) {
      figures.put("stop, empty, s", new Sample(process.endSeconds(PATIENCE)));
    }
    try (PayaraHost host = PayaraHost.start(Map.of())) {
      List<String> ignored = host.start(Way.ours("", "load-gate", 4));
      List<String> unused = host.start(Way.ours("", "load-async", 100));
      long from = System.nanoTime();
      host.server().sigterm();
      int exit = host.server().awaitExit(PATIENCE);
      figures.put(
          "stop, 4 loops and 100 waiting runs, s", new Sample((System.nanoTime() - from) / 1e9));
      print("stopped with " + exit);
    }
  }

  // ---- What is told.

  private String table() {
    var text = new StringBuilder("\n| | median (least–most) |\n| --- | --- |\n");
    figures.forEach(
        (what, sample) ->
            text.append("| ")
                .append(what)
                .append(" | ")
                .append(sample.inWords("%.2f"))
                .append(" |\n"));
    return text.toString();
  }

  private JsonObjectBuilder json() throws Exception {
    JsonObjectBuilder all = Json.createObjectBuilder();
    figures.forEach((what, sample) -> all.add(what, sample.json()));
    return Json.createObjectBuilder()
        .add("machine", ThisComputer.json(Map.of("rounds", Integer.toString(rounds))))
        .add("figures", all);
  }
}
