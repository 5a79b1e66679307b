package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.database.PostgresServer;
import dev.groundcrew.history.History;
import dev.groundcrew.history.HistoryChecker;
import dev.groundcrew.history.HistoryRecorder;
import dev.groundcrew.watch.alerts.FakeReceiver;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two nodes on one PostgreSQL. In order, since the last tests take a node away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final int RUNS = Integer.getInteger("groundcrew.test.cluster-runs", 1_000);
  private static final Duration TAKEN_OVER = Duration.ofSeconds(20);

  private static TestServer first;
  private static TestServer second;
  private static HistoryRecorder recorder;
  private static Journal journal;
  private static FakeReceiver heartbeats;
  private static Instant heardSince;

  @BeforeAll
  static void start() {
    heartbeats = new FakeReceiver(0);
    heardSince = Instant.now();
    String url = PostgresServer.NEWEST.newDatabase();
    first = node("node-1", url);
    journal = new Journal(first.folder().resolve("journal"));
    first.with("probe.journal", journal.file().toString());
    second = node("node-2", url).with("probe.journal", journal.file().toString());
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

  private static TestServer node(String name, String url) {
    return TestServer.of(TestWar.withTestTasks())
        .with("groundcrew.node", name)
        .with("groundcrew.database.url", url)
        .with("groundcrew.alerts.heartbeat-url", "http://127.0.0.1:" + heartbeats.port() + "/alive")
        .with("groundcrew.database.user", "postgres")
        .with("groundcrew.database.password", "postgres");
  }

  @AfterAll
  static void stop() {
    heartbeats.close();
    first.close();
    second.close();
  }

  private static GroundcrewClient one() {
    return first.client();
  }

  private static GroundcrewClient two() {
    return second.client();
  }

  private static String state(GroundcrewClient client, String node) {
    return client.get("api/nodes").items().stream()
        .filter(row -> row.getString("id").equals(node))
        .findFirst()
        .orElseThrow()
        .getString("state");
  }

  @Test
  @Order(1)
  void bothNodesAreActive() {
    assertThat(state(one(), "node-1")).isEqualTo("ACTIVE");
    assertThat(state(one(), "node-2")).isEqualTo("ACTIVE");
    assertThat(state(two(), "node-1")).isEqualTo("ACTIVE");
  }

  /** The test tasks name no scope; of the two nodes one tells. */
  @Test
  @Order(1)
  void aSecondNodeMakesScopesThatNobodySaidAProblem() {
    await().until(() -> one().get("api/problems").text().contains("SCOPE_UNSAID"));
    assertThat(two().get("api/problems").text()).doesNotContain("SCOPE_UNSAID");
  }

  /** However many nodes there are, and however often one of them dies. */
  private static void heartbeatsCameOnceAMinute() {
    assertThat(heartbeats.taken())
        .hasSizeBetween(1, (int) Duration.between(heardSince, Instant.now()).toMinutes() + 1);
  }

  @Test
  @Order(2)
  void somebodyOutsideHearsThatTheClusterLives() {
    await().atMost(Duration.ofSeconds(90)).until(() -> !heartbeats.taken().isEmpty());
    heartbeatsCameOnceAMinute();
  }

  @Test
  @Order(2)
  void everyTickIsOneRunWhicheverNodeWinsIt() {
    List<Instant> ticks =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    one().runs("task=ticks-in-the-cluster").stream()
                        .filter(run -> run.getString("trigger").equals("SCHEDULE"))
                        .filter(run -> run.getString("state").equals("SUCCEEDED"))
                        .map(run -> Instant.parse(run.getString("scheduledFor")))
                        .sorted()
                        .toList(),
                found -> found.size() >= 8);

    assertThat(ticks).doesNotHaveDuplicates();
    assertThat(one().runs("task=ticks-in-the-cluster&state=FAILED")).isEmpty();
  }

  @Test
  @Order(3)
  void manyRunsSubmittedToBothNodesAreEachDoneOnce() throws Exception {
    var ids = new ArrayList<String>();
    ExecutorService senders = Executors.newFixedThreadPool(8);
    try {
      var submits = new ArrayList<Future<String>>();
      for (int i = 0; i < RUNS; i++) {
        GroundcrewClient client = i % 2 == 0 ? one() : two();
        Callable<String> submit = () -> client.run("journaled-in-the-cluster");
        submits.add(senders.submit(submit));
      }
      for (Future<String> submit : submits) {
        ids.add(submit.get());
      }
    } finally {
      senders.shutdown();
    }

    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                one().runs("task=journaled-in-the-cluster&state=QUEUED").isEmpty()
                    && one().runs("task=journaled-in-the-cluster&state=RUNNING").isEmpty());
    List<JsonObject> runs = two().runs("task=journaled-in-the-cluster");
    assertThat(runs)
        .extracting(run -> run.getString("id"))
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.getString("state")).isEqualTo("SUCCEEDED");
              assertThat(run.getInt("attempt")).isEqualTo(1);
            });
    assertThat(runs).extracting(run -> run.getString("node")).contains("node-1", "node-2");
    assertThat(journal.begun()).hasSize(RUNS).values().containsOnly(1L);
  }

  @Test
  @Order(4)
  void oneOfTheClusterMeansOneOnBothNodesTogether() {
    String run = one().run("one-in-the-cluster");
    one().awaitState(run, "RUNNING");

    JsonObject refused = two().runOf(two().run("one-in-the-cluster"));

    assertThat(refused.getString("state")).isEqualTo("SKIPPED");
    assertThat(refused.getString("reason")).isEqualTo("the run before has not ended");
    one().cancel(run);
    one().awaitEnd(run);
  }

  @Test
  @Order(4)
  void oneMoreMayWaitInTheWholeCluster() {
    String running = one().run("one-waits-in-the-cluster");
    one().awaitState(running, "RUNNING");

    String waiting = two().run("one-waits-in-the-cluster");
    JsonObject refused = one().runOf(one().run("one-waits-in-the-cluster"));

    assertThat(two().runOf(waiting).getString("state")).isEqualTo("QUEUED");
    assertThat(refused.getString("state")).isEqualTo("SKIPPED");
    assertThat(refused.getString("reason")).isEqualTo("one run is already waiting");
    two().cancel(running);
    one().awaitEnd(running);
    one().awaitState(waiting, "RUNNING");
    one().cancel(waiting);
    one().awaitEnd(waiting);
  }

  @Test
  @Order(4)
  void theNewestRunReplacesTheOneOnTheOtherNode() {
    String replaced = one().run("newest-in-the-cluster");
    JsonObject running = one().awaitState(replaced, "RUNNING");
    GroundcrewClient other = running.getString("node").equals("node-1") ? two() : one();

    String newest = other.run("newest-in-the-cluster");

    JsonObject ended = other.awaitEnd(replaced);
    assertThat(ended.getString("state")).isEqualTo("CANCELLED");
    assertThat(ended.getString("reason")).isEqualTo("replaced by a newer run");
    other.awaitState(newest, "RUNNING");
    other.cancel(newest);
    other.awaitEnd(newest);
  }

  @Test
  @Order(5)
  void aCancelReachesARunOnTheOtherNode() {
    String run = one().run("long-in-the-cluster");
    JsonObject running = two().awaitState(run, "RUNNING");
    GroundcrewClient other = running.getString("node").equals("node-1") ? two() : one();

    assertThat(other.cancel(run).status()).isEqualTo(202);

    JsonObject ended = other.awaitEnd(run);
    assertThat(ended.getString("state")).isEqualTo("CANCELLED");
    assertThat(ended.getString("reason")).isEqualTo("cancelled by admin");
    assertThat(other.cancel(run).status()).isEqualTo(409);
  }

  @Test
  @Order(6)
  void aDrainedNodeTakesNothingNewUntilItIsResumed() {
    assertThat(two().post("api/nodes/node-1/drain").json().getString("state"))
        .isEqualTo("DRAINING");
    // The signal needs a moment to reach it.
    await().until(() -> nodeOf(one().run("short-in-the-cluster")).equals("node-2"));
    for (int i = 0; i < 5; i++) {
      assertThat(nodeOf(one().run("short-in-the-cluster"))).isEqualTo("node-2");
    }

    assertThat(two().post("api/nodes/node-1/resume").json().getString("state")).isEqualTo("ACTIVE");
    await().until(() -> nodeOf(one().run("short-in-the-cluster")).equals("node-1"));
  }

  private static String nodeOf(String run) {
    return one().awaitEnd(run).getString("node");
  }

  @Test
  @Order(7)
  void aPauseHoldsOnBothNodes() {
    one().post("api/tasks/ticks-in-the-cluster/pause", "{\"reason\": \"for a test\"}");

    await().until(() -> two().task("ticks-in-the-cluster").getString("state").equals("PAUSED"));
    await()
        .until(
            () ->
                two().runs("task=ticks-in-the-cluster&state=SKIPPED").stream()
                    .anyMatch(run -> run.getInt("skipped") >= 3));
    two().post("api/tasks/ticks-in-the-cluster/resume");
    await().until(() -> one().task("ticks-in-the-cluster").getString("state").equals("ACTIVE"));
  }

  @Test
  @Order(7)
  void aScheduleChangedOnOneNodeHoldsOnBothAndIsPutBack() {
    // Of a task that has no ticks, since those of the meantime would rightly be missing.
    String path = "api/tasks/one-in-the-cluster/schedule";
    GroundcrewClient.Answer before = one().get(path);
    String yearly = "{\"cron\": \"0 4 1 1 *\"}";

    assertThat(one().json("PUT", path, yearly, "If-Match", before.header("ETag")).status())
        .isEqualTo(200);

    await().until(() -> two().get(path).json().getString("source").equals("REST"));
    String changed = two().get(path).header("ETag");
    assertThat(two().json("DELETE", path, "", "If-Match", changed).status()).isEqualTo(200);
    await().until(() -> one().get(path).json().equals(before.json()));
  }

  @Test
  @Order(8)
  void aRunOfAKilledNodeGoesOnElsewhereOrIsAbandonedAsItsTaskSays() {
    String rerun = runOnFirst("long-in-the-cluster");
    String once = runOnFirst("once-at-most-in-the-cluster");
    first.kill9();
    Instant killed = Instant.now();

    JsonObject goesOn =
        await()
            .atMost(TAKEN_OVER.multipliedBy(2))
            .until(
                () -> two().runOf(rerun),
                run ->
                    run.getString("node").equals("node-2")
                        && run.getString("state").equals("RUNNING"));
    Instant taken = Instant.parse(goesOn.getString("startedAt"));
    assertThat(Duration.between(killed, taken)).isLessThan(TAKEN_OVER);
    assertThat(goesOn.getInt("attempt")).isEqualTo(2);
    assertThat(goesOn.getInt("crashes")).isEqualTo(1);
    JsonObject abandoned = goesOn.getJsonArray("attempts").getJsonObject(0);
    assertThat(abandoned.getString("state")).isEqualTo("ABANDONED");
    assertThat(abandoned.getString("node")).isEqualTo("node-1");
    JsonObject gone = two().awaitEnd(once);
    assertThat(gone.getString("state")).isEqualTo("ABANDONED");
    assertThat(gone.getString("reason")).contains("does not run again after a crash");
    assertThat(state(two(), "node-1")).isEqualTo("GONE");
    two().cancel(rerun);
    two().awaitEnd(rerun);
  }

  /** A run that the first node has; the other's are ended again. */
  private static String runOnFirst(String task) {
    for (int i = 0; i < 50; i++) {
      String id = one().run(task);
      JsonObject run = one().awaitState(id, "RUNNING");
      if (run.getString("node").equals("node-1")) {
        return id;
      }
      one().cancel(id);
      one().awaitEnd(id);
    }
    throw new IllegalStateException("node-1 took none of 50 runs of " + task);
  }

  @Test
  @Order(9)
  void theKilledNodeComesBackAsANewLife() {
    first.start();

    await().until(() -> state(two(), "node-1").equals("ACTIVE"));
    assertThat(one().runToItsEnd("short-in-the-cluster").getString("state")).isEqualTo("SUCCEEDED");
  }

  @Test
  @Order(10)
  void aNodeThatWasFrozenLongerThanItsLeaseEndsItsRunsAndGoesOnAnew() {
    String run = runOnFirst("long-in-the-cluster");
    first.sigstop();
    JsonObject elsewhere =
        await()
            .atMost(TAKEN_OVER.multipliedBy(2))
            .until(
                () -> two().runOf(run),
                now ->
                    now.getString("node").equals("node-2")
                        && now.getString("state").equals("RUNNING"));
    first.sigcont();

    await()
        .atMost(TAKEN_OVER)
        .until(() -> first.log().contains("other nodes held this one for dead"));
    await().atMost(TAKEN_OVER).until(() -> state(two(), "node-1").equals("ACTIVE"));
    JsonObject still = two().runOf(run);
    assertThat(still.getString("state")).isEqualTo("RUNNING");
    assertThat(still.getString("node")).isEqualTo("node-2");
    assertThat(still.getInt("attempt")).isEqualTo(elsewhere.getInt("attempt"));
    two().cancel(run);
    assertThat(two().awaitEnd(run).getString("state")).isEqualTo("CANCELLED");
  }

  @Test
  @Order(11)
  void nothingOfAllThisHasBrokenARuleOfTheHistory() {
    heartbeatsCameOnceAMinute();
    History history = recorder.history();

    assertThat(history.runs()).hasSizeGreaterThan(RUNS);
    assertThat(
            HistoryChecker.violations(
                history,
                List.of(
                    "ticks-in-the-cluster",
                    "one-in-the-cluster",
                    "one-waits-in-the-cluster",
                    "newest-in-the-cluster")))
        .isEmpty();
    assertThat(
            HistoryChecker.violatedTicks(
                history, "ticks-in-the-cluster", "", Duration.ofSeconds(1)))
        .isEmpty();
  }
}
