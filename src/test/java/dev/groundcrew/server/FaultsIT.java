package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.PostgresServer;
import dev.groundcrew.database.TcpProxy;
import dev.groundcrew.history.History;
import dev.groundcrew.history.HistoryChecker;
import dev.groundcrew.history.HistoryRecorder;
import dev.groundcrew.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Two nodes under load while something dies. Whatever it is, each accepted run ends, and the
 * recorded history keeps its rules. What was measured stands in {@code target/faults.txt}.
 */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultsIT {
  private static final int RUNS = Integer.getInteger("groundcrew.test.fault-runs", 10_000);
  private static final int SLOTS = 10;
  private static final Duration CUT = Duration.ofSeconds(20);
  private static final Duration RECOVERY = Duration.ofSeconds(10);
  private static final String RERUN = "journaled-in-the-cluster";
  private static final String AT_MOST_ONCE = "journaled-at-most-once";
  private static final Path FAKE_TIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

  private static String url;
  private static TcpProxy lineOfFirst;
  private static TcpProxy lineOfSecond;
  private static TestServer first;
  private static TestServer second;
  private static Journal journal;
  private static HistoryRecorder recorder;

  /** The newest run of the test before. */
  private long mark;

  @BeforeAll
  static void start() throws IOException, SQLException {
    url = PostgresServer.NEWEST.newDatabase();
    URI server = server();
    // The server for tests commits in memory, for speed, and would lose the last ones of a crash.
    execute("alter database " + server.getPath().substring(1) + " set synchronous_commit = on");
    lineOfFirst = new TcpProxy(server.getHost(), server.getPort());
    lineOfSecond = new TcpProxy(server.getHost(), server.getPort());
    first = node("node-1", lineOfFirst, server);
    second = node("node-2", lineOfSecond, server);
    journal = new Journal(first.folder().resolve("journal"));
    first.with("probe.journal", journal.file().toString());
    second.with("probe.journal", journal.file().toString());
    try {
      first.launch();
      second.launch();
      first.awaitReady(Duration.ofMinutes(2));
      second.awaitReady(Duration.ofMinutes(2));
      recorder = HistoryRecorder.install(url);
    } catch (RuntimeException | Error e) {
      stop();
      throw e;
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "postgres");
  }

  private static URI server() {
    return URI.create(url.substring("jdbc:".length()));
  }

  private static TestServer node(String name, TcpProxy line, URI server) {
    return TestServer.of(TestWar.withTestTasks())
        .withJmx()
        .with("groundcrew.node", name)
        .with(
            "groundcrew.database.url",
            "jdbc:postgresql://127.0.0.1:" + line.port() + server.getPath())
        .with("groundcrew.database.user", "postgres")
        .with("groundcrew.database.password", "postgres");
  }

  @AfterAll
  static void stop() throws IOException {
    first.close();
    second.close();
    lineOfFirst.close();
    lineOfSecond.close();
  }

  @BeforeEach
  void mark() {
    journal.clear();
    mark = number("select coalesce(max(id), 0) from groundcrew_run");
  }

  // ---- What the tests have in common.

  private static long number(String query) {
    return column(query).get(0);
  }

  private static List<Long> column(String query) {
    return texts(query).stream().map(Long::valueOf).toList();
  }

  private static List<String> texts(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String flood(TestServer server, String task, int runs) {
    GroundcrewClient.Answer answer =
        server
            .client()
            .post(
                "api/tasks/floods-the-cluster/run",
                "{\"parameters\": {\"of\": \"%s\", \"runs\": %d}}".formatted(task, runs));
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().getString("id");
  }

  private static void awaitEnds(long count) {
    await("code that has ended")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> journal.ends() >= count);
  }

  private void awaitAllOver(int accepted) {
    await("all accepted").atMost(Duration.ofMinutes(5)).until(() -> accepted() >= accepted);
    await("all over")
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(() -> assertThat(left()).isEmpty());
  }

  /** What has not ended, counted by what it is. */
  private List<String> left() {
    return texts(
        ours(
                "state || ' of ' || coalesce(node, '?') || ', attempt ' || attempt || ': ' || count(*)")
            + " and state in "
            + LIVE
            + " group by state, node, attempt");
  }

  private static int accepted() {
    return journal.accepted().size();
  }

  private static final String LIVE = "('QUEUED', 'RUNNING', 'CANCELLING')";

  private String ours(String what) {
    return "select %s from groundcrew_run where task in ('%s', '%s') and id > %d"
        .formatted(what, RERUN, AT_MOST_ONCE, mark);
  }

  private Map<String, Long> states(String task) {
    var states = new TreeMap<String, Long>();
    for (String state : List.of("SUCCEEDED", "FAILED", "CANCELLED", "TIMED_OUT", "ABANDONED")) {
      long count =
          number(ours("count(*)") + " and state = '%s' and task = '%s'".formatted(state, task));
      if (count > 0) {
        states.put(state, count);
      }
    }
    return states;
  }

  /** Of every test: nothing lost, no rule broken, and code begun twice only if a crash made it. */
  private History rulesHold(int slotsLost) {
    History history = recorder.history();
    List<Long> ids = journal.accepted().stream().map(id -> RunId.parse(id).orElseThrow()).toList();
    assertThat(HistoryChecker.lost(history, ids)).isEmpty();
    assertThat(HistoryChecker.violations(history, List.of("ticks-in-the-cluster"))).isEmpty();
    assertThat(
            HistoryChecker.violatedTicks(
                history, "ticks-in-the-cluster", "", Duration.ofSeconds(1)))
        .isEmpty();
    assertThat(journal.begunTwice()).as("begun twice under one claim").isEmpty();
    long again = journal.begun().values().stream().mapToLong(times -> times - 1).sum();
    figure("code begun again: %d".formatted(again));
    assertThat(again).isLessThanOrEqualTo(slotsLost);
    return history;
  }

  private static void figure(String line) {
    try {
      Files.writeString(
          Path.of("target", "faults.txt"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(Instant since) {
    return Duration.between(since, Instant.now()).toMillis() / 1000.0;
  }

  private static boolean ready(TestServer server) {
    try {
      return server.isReady();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static void awaitBothReady(Duration limit) {
    await("both nodes")
        .atMost(limit)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> ready(first) && ready(second));
  }

  private static long lifeOf(String node) {
    return number("select life from groundcrew_node where name = '" + node + "'");
  }

  /** A run that the first node has until somebody ends it. */
  private static String longRunOnFirst() {
    GroundcrewClient client = first.client();
    for (int i = 0; i < 50; i++) {
      String id = client.run("long-in-the-cluster");
      if (client.awaitState(id, "RUNNING").getString("node").equals("node-1")) {
        return id;
      }
      client.cancel(id);
      client.awaitEnd(id);
    }
    throw new IllegalStateException("node-1 took none of 50 runs");
  }

  private static void end(String run) {
    await().atMost(RECOVERY).until(() -> second.client().cancel(run).status() < 300);
    second.client().awaitEnd(run);
  }

  // ---- The faults.

  /** What db-scheduler asks of itself in its own cluster test, with twice as many runs. */
  @Test
  @Order(1)
  void tenThousandRunsOnTwoNodesAreEachDoneOnce() {
    Instant begin = Instant.now();
    flood(first, RERUN, RUNS / 2);
    flood(second, RERUN, RUNS / 2);

    awaitAllOver(RUNS);

    figure("two nodes, no fault: %d runs, %.0f a second".formatted(RUNS, RUNS / seconds(begin)));
    assertThat(states(RERUN)).isEqualTo(Map.of("SUCCEEDED", (long) RUNS));
    assertThat(number(ours("count(*)") + " and (attempt <> 1 or crashes <> 0)")).isZero();
    assertThat(column(ours("count(*)") + " group by node")).hasSize(2);
    assertThat(journal.begun()).hasSize(RUNS);
    assertThat(journal.endedTwice()).isEmpty();
    rulesHold(0);
  }

  @Test
  @Order(2)
  void aNodeThatIsKilledInTheMiddleLosesNoRun() {
    flood(second, RERUN, RUNS);
    flood(second, AT_MOST_ONCE, RUNS / 10);
    awaitEnds(RUNS / 4);

    first.kill9();
    Instant killed = Instant.now();
    await("the burial")
        .atMost(CUT)
        .until(
            () ->
                number(
                        "select count(*) from groundcrew_node where name = 'node-1' and state ="
                            + " 'GONE'")
                    == 1);
    figure("killed: buried after %.1f s".formatted(seconds(killed)));
    first.start();
    awaitAllOver(RUNS + RUNS / 10);

    assertThat(states(RERUN)).isEqualTo(Map.of("SUCCEEDED", (long) RUNS));
    assertThat(states(AT_MOST_ONCE).keySet()).isSubsetOf("SUCCEEDED", "ABANDONED");
    List<Long> once = column(ours("id") + " and task = '" + AT_MOST_ONCE + "'");
    Map<String, Long> begun = journal.begun();
    assertThat(once)
        .allSatisfy(id -> assertThat(begun.getOrDefault(RunId.text(id), 0L)).isLessThan(2));
    rulesHold(SLOTS);
  }

  @Test
  @Order(3)
  void aNodeThatWasFrozenForTwoLeasesIsRefusedWhatItStillWrites() {
    String lasting = longRunOnFirst();
    flood(second, RERUN, RUNS / 2);
    awaitEnds(RUNS / 10);

    first.sigstop();
    Instant stopped = Instant.now();
    await("two leases")
        .atMost(Membership.LEASE.multipliedBy(3))
        .until(() -> seconds(stopped) > Membership.LEASE.multipliedBy(2).toSeconds());
    assertThat(second.client().awaitState(lasting, "RUNNING").getString("node"))
        .isEqualTo("node-2");
    first.sigcont();

    await("the refusal").atMost(RECOVERY).until(() -> first.log().contains("refused: run"));
    awaitAllOver(RUNS / 2);
    assertThat(states(RERUN)).isEqualTo(Map.of("SUCCEEDED", RUNS / 2L));
    assertThat(second.client().runOf(lasting).getString("state")).isEqualTo("RUNNING");
    end(lasting);
    awaitBothReady(RECOVERY);
    rulesHold(SLOTS);
  }

  @Test
  @Order(4)
  void aDatabaseThatCrashesAndStartsAgainLosesNoRun() throws Exception {
    flood(first, RERUN, RUNS / 2);
    flood(second, RERUN, RUNS / 2);
    awaitEnds(RUNS / 10);

    // PostgreSQL ends every other session and recovers from its log, as after a power cut.
    long backend =
        number(
            "select pid from pg_stat_activity where application_name = 'groundcrew' and datname ="
                + " current_database() limit 1");
    assertThat(new ProcessBuilder("kill", "-9", Long.toString(backend)).start().waitFor()).isZero();
    await("the database").atMost(Duration.ofMinutes(1)).until(FaultsIT::answers);
    Instant back = Instant.now();

    awaitBothReady(RECOVERY);
    figure("database crashed: both nodes ready %.1f s after it".formatted(seconds(back)));
    awaitAllOver(RUNS);
    assertThat(states(RERUN).keySet()).containsExactly("SUCCEEDED");
    rulesHold(2 * SLOTS);
  }

  private static boolean answers() {
    try {
      return number("select 1") == 1;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Test
  @Order(5)
  void aDatabaseThatIsCutOffFromAllNodesKillsNone() {
    long lifeOfFirst = lifeOf("node-1");
    long lifeOfSecond = lifeOf("node-2");
    flood(first, RERUN, RUNS / 2);
    flood(second, RERUN, RUNS / 2);
    awaitEnds(RUNS / 10);

    cutFor(CUT, lineOfFirst, lineOfSecond);
    Instant back = Instant.now();

    awaitBothReady(RECOVERY);
    figure("database cut off from both: ready %.1f s after it".formatted(seconds(back)));
    awaitAllOver(RUNS);
    assertThat(states(RERUN).keySet()).containsExactly("SUCCEEDED");
    assertThat(lifeOf("node-1")).as("nobody was held for dead").isEqualTo(lifeOfFirst);
    assertThat(lifeOf("node-2")).as("nobody was held for dead").isEqualTo(lifeOfSecond);
    rulesHold(2 * SLOTS);
  }

  private static void cutFor(Duration time, TcpProxy... lines) {
    for (TcpProxy line : lines) {
      line.hold();
    }
    Instant cut = Instant.now();
    await("the cut")
        .atMost(time.multipliedBy(2))
        .until(() -> Duration.between(cut, Instant.now()).compareTo(time) > 0);
    for (TcpProxy line : lines) {
      line.pass();
    }
  }

  @Test
  @Order(6)
  void aNodeThatIsCutOffFromTheDatabaseIsReplacedAndComesBack() {
    long before = lifeOf("node-1");
    String lasting = longRunOnFirst();
    flood(second, RERUN, RUNS / 2);
    awaitEnds(RUNS / 10);

    cutFor(CUT, lineOfFirst);
    Instant back = Instant.now();

    assertThat(second.client().awaitState(lasting, "RUNNING").getString("node"))
        .isEqualTo("node-2");
    await("a new life").atMost(RECOVERY).until(() -> lifeOf("node-1") > before);
    awaitBothReady(RECOVERY);
    figure("database cut off from one: ready %.1f s after it".formatted(seconds(back)));
    awaitAllOver(RUNS / 2);
    assertThat(states(RERUN)).isEqualTo(Map.of("SUCCEEDED", RUNS / 2L));
    end(lasting);
    rulesHold(SLOTS);
  }

  @Test
  @Order(7)
  void aClockThatJumpsByAnHourAndBackChangesNothing() throws IOException {
    assumeTrue(Files.exists(FAKE_TIME), "libfaketime is not installed: no clock is moved");
    try (TestServer third = node("node-3", lineOfSecond, server())) {
      Path clock = third.folder().resolve("clock");
      Files.writeString(clock, "+0");
      third
          .with("probe.journal", journal.file().toString())
          .withEnvironment("LD_PRELOAD", FAKE_TIME.toString())
          .withEnvironment("FAKETIME_TIMESTAMP_FILE", clock.toString())
          .withEnvironment("FAKETIME_CACHE_DURATION", "1")
          .withEnvironment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
          // Else each wait of the JVM returns at once.
          .withEnvironment("FAKETIME_FORCE_MONOTONIC_FIX", "0")
          .start();
      long life = lifeOf("node-3");
      flood(first, RERUN, RUNS / 4);
      flood(third, RERUN, RUNS / 4);

      for (String offset : List.of("+3600", "-3600", "+0")) {
        Files.writeString(clock, offset);
        awaitTicks(5);
      }

      awaitAllOver(RUNS / 2);
      assertThat(states(RERUN)).isEqualTo(Map.of("SUCCEEDED", RUNS / 2L));
      assertThat(lifeOf("node-3")).as("its life").isEqualTo(life);
      assertThat(
              number(
                  "select count(*) from groundcrew_run where task = 'ticks-in-the-cluster' and"
                      + " scheduled_for > current_timestamp + interval '1 minute'"))
          .as("ticks ahead of the database's clock")
          .isZero();
      third.sigterm();
      assertThat(third.awaitExit(Duration.ofMinutes(1))).isNotNegative();
    }
    rulesHold(0);
  }

  private static void awaitTicks(int more) {
    long seen = ticks();
    await("ticks").atMost(Duration.ofMinutes(2)).until(() -> ticks() >= seen + more);
  }

  private static long ticks() {
    return number(
        "select count(*) from groundcrew_run where task = 'ticks-in-the-cluster' and state ="
            + " 'SUCCEEDED'");
  }

  @Test
  @Order(8)
  void aHundredThousandWaitingRunsAreNoBurden() throws IOException, SQLException {
    String holder = first.client().run("one-in-the-cluster");
    first.client().awaitState(holder, "RUNNING");
    long heapBefore = heap(first);
    Instant begin = Instant.now();
    execute(waiting("one-in-the-cluster"));

    awaitTicks(20);

    long heapAfter = heap(first);
    Duration silence = silence(begin);
    figure(
        "100,000 queued: heap %d MB before, %d MB with them; longest silence %d ms"
            .formatted(heapBefore >> 20, heapAfter >> 20, silence.toMillis()));
    assertThat(heapAfter - heapBefore).as("bytes more").isLessThan(20L << 20);
    assertThat(silence).isLessThan(Membership.LEASE.minus(Membership.BEAT));
    first.client().cancel(holder);
    execute("delete from groundcrew_run where task = 'one-in-the-cluster' and state = 'QUEUED'");
  }

  @Test
  @Order(9)
  void aHundredThousandWaitingRunsDrainWhileHeartbeatsGoOn() throws SQLException {
    Instant begin = Instant.now();
    execute(waiting("short-in-the-cluster"));

    await("drained")
        .atMost(Duration.ofMinutes(8))
        .until(
            () ->
                number(
                        "select count(*) from groundcrew_run where task = 'short-in-the-cluster'"
                            + " and state in "
                            + LIVE)
                    == 0);

    Duration silence = silence(begin);
    figure(
        "100,000 drained: %.0f a second; longest silence %d ms"
            .formatted(100_000 / seconds(begin), silence.toMillis()));
    assertThat(silence).isLessThan(Membership.LEASE.minus(Membership.BEAT));
    rulesHold(0);
  }

  private static Duration silence(Instant since) {
    History history = recorder.history();
    Duration ofFirst = history.longestSilence("node-1", since);
    Duration ofSecond = history.longestSilence("node-2", since);
    return ofFirst.compareTo(ofSecond) > 0 ? ofFirst : ofSecond;
  }

  private static String waiting(String task) {
    return """
    insert into groundcrew_run (id, task, state, trigger_kind, node, scope_node, durable,
      queued_at, attempt, crashes, progress_done, progress_total, skips)
    select (select max(id) from groundcrew_run) + n, '%s', 'QUEUED', 'MANUAL', '', '', true,
      current_timestamp, 0, 0, 0, 0, 0
    from generate_series(1, 100000) as n
    """
        .formatted(task);
  }

  private static void execute(String statement) throws SQLException {
    try (Connection connection = connect();
        Statement it = connection.createStatement()) {
      int ignored = it.executeUpdate(statement);
    }
  }

  /** Bytes in use once the garbage is collected. */
  private static long heap(TestServer server) throws IOException {
    try (JMXConnector connector = server.connectJmx()) {
      MemoryMXBean memory =
          ManagementFactory.newPlatformMXBeanProxy(
              connector.getMBeanServerConnection(),
              ManagementFactory.MEMORY_MXBEAN_NAME,
              MemoryMXBean.class);
      memory.gc();
      return memory.getHeapMemoryUsage().getUsed();
    }
  }
}
