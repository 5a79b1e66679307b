package dev.groundcrew.queue;

import dev.groundcrew.database.PostgresServer;
import dev.groundcrew.database.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * Runs that do nothing, through the database: ours with its whole history, and its peers, each with
 * ten threads on a new database of the same PostgreSQL, whose commits wait for the disk. In each
 * round every one of them has its turn, so that a machine that changes its speed disturbs the
 * ratios little.
 *
 * <p>Arguments: the JSON file to write, rounds (1), and which parts: names of contenders or {@code
 * lateness}, by their beginning, with commas between (all).
 */
public final class QueueBench {
  private static final int SUBMITTERS = 4;
  private static final int SINGLE = 200;

  /** JobRunr finds a run every five seconds: there a few samples must do. */
  private static final long SINGLE_NANOS = TimeUnit.SECONDS.toNanos(15);

  private static final int PAUSE_MILLIS = 25;
  private static final int SETTLED_PAUSE_MILLIS = 50;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** Somebody to measure; the slow get fewer runs. */
  private record Entry(
      String name, int runs, TestDatabase.Kind kind, boolean ours, Contender.Maker maker) {
    TestDatabase database() {
      TestDatabase tables = ours ? kind.migrated() : kind.empty();
      tables.execute(
          "do $$ begin execute format('alter database %I set synchronous_commit = on',"
              + " current_database()); end $$");
      return tables;
    }
  }

  /**
   * One round.
   *
   * @param drained runs a second, stored before
   * @param inBatches what one of those cost the database
   * @param triggered runs a second, submitted one by one by {@value #SUBMITTERS} threads
   * @param singly what one of those cost the database
   * @param p50 milliseconds from a submit to its run, idle, at the median
   * @param p99 the same at the 99th percentile
   */
  private record Round(
      double drained,
      Footprint inBatches,
      double triggered,
      Footprint singly,
      double p50,
      double p99) {}

  private static final TestDatabase.Kind KIND = TestDatabase.Kind.POSTGRES_NEWEST;
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("Groundcrew", 20_000, KIND, true, Ours::new),
          new Entry("db-scheduler 16", 20_000, KIND, false, DbScheduler::new),
          new Entry("Quartz 2.5", 1_000, KIND, false, QuartzJobs::new),
          new Entry("JobRunr 8", 2_000, KIND, false, JobRunrJobs::new));

  private QueueBench() {}

  /** Measures, prints a table, writes a file. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty(PostgresServer.FSYNC, "on");
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    List<String> parts = List.of((arguments.length > 2 ? arguments[2] : "").split(","));
    List<Entry> entries = ENTRIES.stream().filter(entry -> wanted(parts, entry.name)).toList();
    var seen = new ArrayList<List<Round>>();
    for (Entry entry : entries) {
      seen.add(new ArrayList<>());
      warmUp(entry, entry.runs / 5);
    }
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < entries.size(); i++) {
        seen.get(i).add(measure(entries.get(i), entries.get(i).runs));
      }
      print("round " + round + " of " + rounds);
    }
    var file = Json.createObjectBuilder();
    file.add("java", System.getProperty("java.version"));
    file.add("processors", Runtime.getRuntime().availableProcessors());
    if (!entries.isEmpty()) {
      file.add("queue", queue(entries, seen));
    }
    if (wanted(parts, "lateness")) {
      file.add("lateness", lateness());
    }
    Files.writeString(Path.of(arguments[0]), file.build().toString());
    System.exit(0);
  }

  private static boolean wanted(List<String> parts, String name) {
    return parts.stream().anyMatch(name::startsWith);
  }

  @SuppressWarnings("SystemOut") // a program for a terminal
  private static void print(String text) {
    System.out.println(text);
  }

  /** Until the compilers know it; what it costs is not looked at. */
  private static void warmUp(Entry entry, int ofEither) throws Exception {
    var count = new AtomicInteger();
    try (TestDatabase tables = entry.database();
        Contender contender = entry.maker.make(tables, count::incrementAndGet)) {
      contender.store(ofEither);
      contender.start();
      double unused = perSecond(contender, count, ofEither, System.nanoTime());
      submit(contender, ofEither);
      double ignored = perSecond(contender, count, 2 * ofEither, System.nanoTime());
    }
  }

  private static Round measure(Entry entry, int runs) throws Exception {
    double drained;
    Footprint inBatches;
    var count = new AtomicInteger();
    try (TestDatabase tables = entry.database();
        Contender contender = entry.maker.make(tables, count::incrementAndGet)) {
      Footprint before = Footprint.before(tables);
      contender.store(runs);
      long from = System.nanoTime();
      contender.start();
      drained = perSecond(contender, count, runs, from);
      inBatches = Footprint.after(tables).since(before, runs);
    }
    var begun = new AtomicInteger();
    var last = new long[1];
    Runnable body =
        () -> {
          last[0] = System.nanoTime();
          begun.incrementAndGet();
        };
    try (TestDatabase tables = entry.database();
        Contender contender = entry.maker.make(tables, body)) {
      contender.start();
      contender.submit();
      double unused = perSecond(contender, begun, 1, System.nanoTime());
      Footprint before = Footprint.before(tables);
      begun.set(0);
      long from = System.nanoTime();
      submit(contender, runs);
      double triggered = perSecond(contender, begun, runs, from);
      Footprint singly = Footprint.after(tables).since(before, runs);
      Samples samples = idle(contender, begun, last);
      return new Round(
          drained, inBatches, triggered, singly, samples.millis(0.5), samples.millis(0.99));
    }
  }

  private static void submit(Contender contender, int runs) throws Exception {
    var executor = Executors.newFixedThreadPool(SUBMITTERS);
    try {
      Callable<Void> share =
          () -> {
            for (int i = 0; i < runs / SUBMITTERS; i++) {
              contender.submit();
            }
            return null;
          };
      for (Future<Void> done :
          executor.invokeAll(java.util.Collections.nCopies(SUBMITTERS, share))) {
        Void unused = done.get();
      }
    } finally {
      executor.shutdown();
    }
  }

  /** Until the database knows that all have ended. */
  private static double perSecond(Contender contender, AtomicInteger count, int runs, long from)
      throws InterruptedException {
    while (count.get() < runs || contender.left() > 0) {
      if (System.nanoTime() - from > PATIENCE_NANOS) {
        throw new IllegalStateException(
            count + " of " + runs + " have begun, " + contender.left() + " have not ended");
      }
      TimeUnit.MILLISECONDS.sleep(SETTLED_PAUSE_MILLIS);
    }
    return runs / ((System.nanoTime() - from) / 1e9);
  }

  private static Samples idle(Contender contender, AtomicInteger begun, long[] last)
      throws Exception {
    var samples = new Samples();
    long until = System.nanoTime() + SINGLE_NANOS;
    for (int i = 0; i < SINGLE && System.nanoTime() < until; i++) {
      int before = begun.get();
      long from = System.nanoTime();
      contender.submit();
      while (begun.get() == before) {
        Thread.onSpinWait();
        TimeUnit.MICROSECONDS.sleep(200);
      }
      samples.add(last[0] - from);
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return samples;
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    double[] all = rounds.stream().mapToDouble(figure).sorted().toArray();
    return all[all.length / 2];
  }

  private static JsonArrayBuilder queue(List<Entry> entries, List<List<Round>> seen) {
    var all = Json.createArrayBuilder();
    print(
        """

        | | drained /s | commits | WAL bytes | bytes on disk | vacuumed | triggered /s | commits \
        | WAL bytes | bytes on disk | vacuumed | idle p50 ms | p99 ms |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""");
    for (int i = 0; i < entries.size(); i++) {
      List<Round> rounds = seen.get(i);
      double[] figures = {
        median(rounds, Round::drained),
        median(rounds, round -> round.inBatches.commits()),
        median(rounds, round -> round.inBatches.wal()),
        median(rounds, round -> round.inBatches.size()),
        median(rounds, round -> round.inBatches.kept()),
        median(rounds, Round::triggered),
        median(rounds, round -> round.singly.commits()),
        median(rounds, round -> round.singly.wal()),
        median(rounds, round -> round.singly.size()),
        median(rounds, round -> round.singly.kept()),
        median(rounds, Round::p50),
        median(rounds, Round::p99),
      };
      String format =
          "| %s | %.0f | %.2f | %.0f | %.0f | %.0f | %.0f | %.2f | %.0f | %.0f | %.0f | %.1f | %.1f |";
      var cells = new ArrayList<Object>(List.of(entries.get(i).name));
      for (double figure : figures) {
        cells.add(figure);
      }
      print(format.formatted(cells.toArray()));
      all.add(json(entries.get(i), rounds));
    }
    return all;
  }

  private static JsonObjectBuilder json(Entry entry, List<Round> rounds) {
    var each = Json.createArrayBuilder();
    for (Round round : rounds) {
      each.add(
          Json.createObjectBuilder()
              .add("drainedPerSecond", round.drained)
              .add("inBatches", json(round.inBatches))
              .add("triggeredPerSecond", round.triggered)
              .add("singly", json(round.singly))
              .add("idleP50Millis", round.p50)
              .add("idleP99Millis", round.p99));
    }
    return Json.createObjectBuilder()
        .add("name", entry.name)
        .add("runs", entry.runs)
        .add("rounds", each);
  }

  private static JsonObjectBuilder json(Footprint footprint) {
    return Json.createObjectBuilder()
        .add("commits", footprint.commits())
        .add("walBytes", footprint.wal())
        .add("bytesOnDisk", footprint.size())
        .add("bytesVacuumed", footprint.kept());
  }

  private static JsonArrayBuilder lateness() throws InterruptedException {
    var all = Json.createArrayBuilder();
    print(
        "\n| a one-second task | beside | ticks in "
            + Lateness.SECONDS
            + " s | p50 ms | p99 ms |\n"
            + "| --- | --- | --- | --- | --- |");
    for (int others : new int[] {0, 1_000}) {
      all.add(late("Groundcrew", others, Lateness.ours(others)));
      all.add(late("db-scheduler 16", others, Lateness.dbScheduler(others)));
    }
    return all;
  }

  private static JsonObjectBuilder late(String name, int others, Lateness.Seen seen) {
    print(
        "| %s | %d | %d | %.1f | %.1f |"
            .formatted(name, others, seen.ticks(), seen.p50(), seen.p99()));
    return Json.createObjectBuilder()
        .add("name", name)
        .add("others", others)
        .add("ticks", seen.ticks())
        .add("p50Millis", seen.p50())
        .add("p99Millis", seen.p99());
  }
}
