package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.database.SqlWork;
import dev.groundcrew.task.Priority;
import dev.groundcrew.task.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunTableTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final long LIFE = 7;

  private static <T> T sql(SqlWork<T> work) {
    return tables.database().transaction(work);
  }

  private static void insert(Run... runs) {
    sql(
        sql -> {
          RunTable.insert(sql, List.of(runs));
          return null;
        });
  }

  private static Optional<Run> find(long id) {
    return sql(sql -> RunTable.find(sql, id));
  }

  private static List<Run> claim(String node, List<String> tasks, int limit) {
    return claim(node, LIFE, tasks, limit);
  }

  private static List<Run> claim(String node, long life, List<String> tasks, int limit) {
    List<RunTable.Room> rooms = tasks.stream().map(task -> new RunTable.Room(task, limit)).toList();
    return sql(sql -> RunTable.claim(sql, new RunTable.Holder(node, life), rooms));
  }

  private static int giveBack(long life) {
    return sql(sql -> RunTable.giveBack(sql, life));
  }

  private static int update(Run run) {
    return sql(sql -> RunTable.update(sql, List.of(run)))[0];
  }

  private static boolean endUntaken(Run ended) {
    return sql(sql -> RunTable.endUntaken(sql, ended));
  }

  private static Run manual(long id, String task, String onlyOn) {
    return Run.queued(id, task, Origin.manual("anna"), onlyOn, NOW);
  }

  @Test
  void givesBackWhatItStored() {
    Optional<String> trace = Optional.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    Run run =
        Run.queued(1, "purge", Origin.manual("anna").within(trace), "", NOW)
            .started("a", NOW)
            .withProgress(new Progress(3, 7))
            .ended(
                RunState.FAILED,
                new Ending(
                    Optional.of("reason"),
                    Optional.of("message"),
                    Optional.of("error"),
                    Optional.of("stack\n\tat here"),
                    new Figures(
                        Optional.of(Measured.WHOLE),
                        Optional.of(50L),
                        Optional.of(42L),
                        Optional.of(3L),
                        Optional.of(10L),
                        Optional.of(4_096L),
                        Optional.of(5L))),
                NOW.plusMillis(5));
    insert(run);

    assertThat(find(1)).contains(run);
  }

  /** PostgreSQL does it in one statement: whatever a column holds must come through. */
  @Test
  void bringsManyRunsToWhereTheyStandAndTellsWhichItRefused() {
    List<Run> stored =
        LongStream.rangeClosed(1, 6).mapToObj(id -> manual(id, "purge", "")).toList();
    insert(stored.toArray(Run[]::new));
    Run failed =
        stored
            .get(0)
            .started("a", NOW.plusNanos(123_456_000))
            .withProgress(new Progress(3, 7))
            .ended(
                RunState.FAILED,
                new Ending(
                    Optional.of("a, \"quoted\" {reason}"),
                    Optional.of(""),
                    Optional.of("NULL"),
                    Optional.of("back\\slash\n\tat ünïcode, 数据"),
                    new Figures(
                        Optional.of(Measured.WHOLE),
                        Optional.of(Long.MAX_VALUE),
                        Optional.of(0L),
                        Optional.empty(),
                        Optional.of(10L),
                        Optional.of(4_096L),
                        Optional.empty())),
                NOW.plusMillis(5));
    Run running = stored.get(1).started("b", NOW);
    Run stranger = stored.get(2).claimed("c", new Claim(1, 99)).started("c", NOW);
    Run nobodyKnows = manual(77, "purge", "").started("a", NOW);
    Run skipped = stored.get(3).skipped("busy", "a", 1, NOW, NOW);
    Run ended = stored.get(4).started("a", NOW).ended(RunState.SUCCEEDED, Ending.NONE, NOW);

    assertThat(updates(failed, running, stranger, nobodyKnows, skipped, ended))
        .containsExactly(1, 1, 0, 0, 1, 1);
    assertThat(find(1)).contains(failed);
    assertThat(find(2)).contains(running);
    assertThat(find(3)).contains(stored.get(2));
    assertThat(find(4)).contains(skipped);
    assertThat(find(5)).contains(ended);
    assertThat(find(6)).contains(stored.get(5));

    Run skippedAgain = skipped.skippedAgain(2, NOW, NOW.plusSeconds(1));
    assertThat(updates(skippedAgain, running, ended.started("late", NOW))).containsExactly(1, 1, 0);
    assertThat(find(4)).contains(skippedAgain);
    assertThat(updates(skipped, failed)).as("final states and older counts").containsExactly(0, 0);
  }

  private static int[] updates(Run... runs) {
    return sql(sql -> RunTable.update(sql, List.of(runs)));
  }

  @Test
  void claimsTheOldestOfSomeTasksOnce() {
    insert(manual(1, "b", ""), manual(2, "a", ""), manual(3, "a", ""), manual(4, "a", ""));

    List<Run> first = claim("n", List.of("a"), 2);
    List<Run> second = claim("n", List.of("a"), 2);

    assertThat(first).extracting(Run::id).containsExactly(2L, 3L);
    assertThat(second).extracting(Run::id).containsExactly(4L);
    assertThat(claim("n", List.of(), 2)).isEmpty();
  }

  @Test
  void neverGivesOneRunToTwoClaimsAtOnce() throws Exception {
    for (long id = 1; id <= 200; id++) {
      insert(manual(id, "a", ""));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    var claims = new ArrayList<Future<List<Run>>>();
    for (int i = 0; i < 40; i++) {
      claims.add(threads.submit(() -> claim("n", List.of("a"), 10)));
    }
    var ids = new ArrayList<Long>();
    for (Future<List<Run>> claim : claims) {
      claim.get().forEach(run -> ids.add(run.id()));
    }
    threads.shutdown();

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void claimsOfEachTaskWhatThereIsRoomFor() {
    insert(manual(1, "a", ""), manual(2, "a", ""), manual(3, "b", ""), manual(4, "c", ""));

    List<Run> claimed = claim("n", List.of("a", "b"), 1);

    assertThat(claimed).extracting(Run::id).containsExactly(1L, 3L);
    assertThat(claimed)
        .allSatisfy(
            run -> {
              assertThat(run.node()).isEqualTo("n");
              assertThat(run.claim().life()).isEqualTo(LIFE);
              assertThat(run.claim().token()).isPositive();
              assertThat(find(run.id())).contains(run);
            });
  }

  @Test
  void claimsTheHighestPriorityFirstAndNothingBeforeItsTime() {
    insert(
        submitted(1, Priority.LOW, Optional.empty()),
        submitted(2, Priority.NORMAL, Optional.empty()),
        submitted(3, Priority.HIGH, Optional.of(Instant.parse("2199-01-01T00:00:00Z"))),
        submitted(4, Priority.HIGH, Optional.of(NOW)));

    assertThat(claim("n", List.of("a"), 9)).extracting(Run::id).containsExactly(4L, 2L, 1L);
  }

  private static Run submitted(long id, Priority priority, Optional<Instant> readyAt) {
    var submission = new Submission(Optional.empty(), Optional.empty(), priority, readyAt);
    return Run.queued(id, "a", Origin.manual("anna"), submission, "", NOW);
  }

  @Test
  void aLaterClaimMakesTheWritesOfAnEarlierOneVoid() {
    insert(manual(1, "a", ""));
    Run early = claim("n", List.of("a"), 1).get(0).started("n", NOW);
    assertThat(update(early)).isEqualTo(1);
    sql(
        sql -> {
          RunTable.settle(sql, List.of(early.afterCrash()));
          return null;
        });

    Run done = early.ended(RunState.SUCCEEDED, Ending.NONE, NOW);
    assertThat(update(done)).as("between the settlement and the next claim").isZero();
    Run later = claim("m", 8, List.of("a"), 1).get(0);

    assertThat(later.claim().token()).isGreaterThan(early.claim().token());
    assertThat(later.crashes()).isEqualTo(1);
    assertThat(update(done)).as("after the next claim").isZero();
    assertThat(update(later.started("m", NOW).ended(RunState.SUCCEEDED, Ending.NONE, NOW)))
        .isEqualTo(1);
    assertThat(find(1).orElseThrow())
        .satisfies(
            run -> {
              assertThat(run.node()).isEqualTo("m");
              assertThat(run.attempt()).isEqualTo(2);
              assertThat(run.claim().life()).isZero();
            });
  }

  @Test
  void knowsWhichTasksWaitAndWhatIsHeld() {
    insert(manual(1, "a", ""), manual(2, "a", ""), manual(3, "b", "other"), manual(4, "c", ""));
    claim("n", List.of("a"), 1);

    List<String> waiting = sql(sql -> RunTable.waitingOf(sql, "n", List.of("a", "b", "c", "d")));
    Map<String, Integer> held = sql(sql -> RunTable.heldByTask(sql, List.of("a", "c")));
    List<Run> heldOfA = sql(sql -> RunTable.heldOf(sql, "a"));
    boolean moreOfA = sql(sql -> RunTable.waits(sql, "a"));
    boolean anyOfD = sql(sql -> RunTable.waits(sql, "d"));
    Map<String, Long> onOther = sql(sql -> RunTable.waitingOn(sql, "other"));

    assertThat(waiting).containsExactlyInAnyOrder("a", "c");
    assertThat(held).isEqualTo(Map.of("a", 1));
    assertThat(heldOfA).extracting(Run::id).containsExactly(1L);
    assertThat(moreOfA).isTrue();
    assertThat(anyOfD).isFalse();
    assertThat(onOther).isEqualTo(Map.of("b", 1L));
  }

  @Test
  void asksOnlyHeldRunsToEnd() {
    insert(manual(1, "a", ""), manual(2, "b", ""));
    claim("n", List.of("a"), 1);

    boolean held = sql(sql -> RunTable.askToEnd(sql, 1, "why"));
    boolean untaken = sql(sql -> RunTable.askToEnd(sql, 2, "why"));

    assertThat(held).isTrue();
    assertThat(untaken).isFalse();
    assertThat(find(1).orElseThrow())
        .satisfies(
            run -> {
              assertThat(run.state()).isEqualTo(RunState.CANCELLING);
              assertThat(run.ending().reason()).contains("why");
            });
  }

  @Test
  void findsTheRunOfAKeyUntilItHasEnded() {
    var keyed =
        new Submission(
            Optional.of("order-1"), Optional.of("{}"), Priority.NORMAL, Optional.empty());
    insert(Run.queued(1, "a", Origin.manual("anna"), keyed, "", NOW));

    assertThat(liveOfKey("a")).isPresent();
    assertThat(liveOfKey("b")).isEmpty();
    Run run = claim("n", List.of("a"), 1).get(0);
    update(run.started("n", NOW).ended(RunState.SUCCEEDED, Ending.NONE, NOW));
    assertThat(liveOfKey("a")).isEmpty();
  }

  private static Optional<Run> liveOfKey(String task) {
    return sql(sql -> RunTable.liveOfKey(sql, task, "order-1"));
  }

  @Test
  void knowsTheNewestTickAlsoOfASkippedRowThatStandsForMany() {
    Run ran = Run.queued(1, "a", Origin.clusterSchedule(NOW), "", NOW);
    Run skipped =
        Run.queued(2, "a", Origin.clusterSchedule(NOW.plusSeconds(1)), "", NOW)
            .skipped("paused", "n", 5, NOW.plusSeconds(5), NOW);

    assertThat(newestTick("")).isEmpty();
    insert(ran);
    assertThat(newestTick("")).contains(NOW);
    insert(skipped);
    assertThat(newestTick("")).contains(NOW.plusSeconds(5));
    assertThat(newestTick("n")).isEmpty();
  }

  private static Optional<Instant> newestTick(String onlyOn) {
    return sql(sql -> RunTable.newestTick(sql, "a", onlyOn));
  }

  @Test
  void findsWhatALifeLeftUnderWayAndTheRowsOfReleasesWithoutLives() {
    insert(manual(1, "a", ""), manual(2, "a", ""), manual(3, "a", "").started("n", NOW));
    Run begun = claim("n", List.of("a"), 2).get(0).started("n", NOW);
    update(begun);

    List<Run> left = sql(sql -> RunTable.leftRunning(sql, new RunTable.Holder("n", LIFE), 9));
    List<Run> ofAnother = sql(sql -> RunTable.leftRunning(sql, new RunTable.Holder("m", 8), 9));

    assertThat(left).extracting(Run::id).containsExactly(1L, 3L);
    assertThat(ofAnother).isEmpty();
  }

  @Test
  void leavesRunsOfAnotherNodeAlone() {
    insert(manual(1, "a", "other"), manual(2, "a", "mine"));

    assertThat(claim("mine", List.of("a"), 9)).extracting(Run::id).containsExactly(2L);
  }

  @Test
  void givesClaimedRunsBack() {
    insert(manual(1, "a", ""));
    claim("n", List.of("a"), 1);

    assertThat(giveBack(LIFE)).isEqualTo(1);
    assertThat(claim("m", List.of("a"), 1)).hasSize(1);
  }

  @Test
  void endsAQueuedRunOnlyWhileNobodyHasTakenIt() {
    Run waiting = manual(1, "a", "");
    Run cancelled = waiting.ended(RunState.CANCELLED, Ending.because("no"), NOW);
    insert(waiting);
    claim("n", List.of("a"), 1);

    assertThat(endUntaken(cancelled)).isFalse();
    giveBack(LIFE);
    assertThat(endUntaken(cancelled)).isTrue();
    assertThat(find(1).orElseThrow().ending().reason()).contains("no");
  }

  @Test
  void listsByEveryFilterTheNewestFirst() {
    long first = RunIds.firstAt(NOW);
    insert(
        manual(first + 1, "a", ""),
        manual(first + 2, "b", "").started("n", NOW),
        Run.queued(first + 3, "a", Origin.schedule(NOW), "m", NOW.plusSeconds(9))
            .started("m", NOW));

    assertThat(ids(filter(List.of(), List.of(), List.of(), List.of())))
        .containsExactly(first + 3, first + 2, first + 1);
    assertThat(ids(filter(List.of("a"), List.of(), List.of(), List.of())))
        .containsExactly(first + 3, first + 1);
    assertThat(ids(filter(List.of(), List.of(RunState.QUEUED), List.of(), List.of())))
        .containsExactly(first + 1);
    assertThat(ids(filter(List.of(), List.of(), List.of(Trigger.SCHEDULE), List.of())))
        .containsExactly(first + 3);
    assertThat(ids(filter(List.of(), List.of(), List.of(), List.of("n", "m"))))
        .containsExactly(first + 3, first + 2);
    assertThat(
            ids(
                new RunFilter(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of(NOW.plusSeconds(1)),
                    Optional.empty())))
        .containsExactly(first + 3);
    assertThat(
            ids(
                new RunFilter(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.of(NOW.plusSeconds(1)))))
        .containsExactly(first + 2, first + 1);
  }

  private static RunFilter filter(
      List<String> tasks, List<RunState> states, List<Trigger> triggers, List<String> nodes) {
    return new RunFilter(tasks, states, triggers, nodes, Optional.empty(), Optional.empty());
  }

  private static List<Long> ids(RunFilter filter) {
    return sql(sql -> RunTable.list(sql, filter, Long.MAX_VALUE, 10)).stream()
        .map(Run::id)
        .toList();
  }

  @Test
  void pagesBelowAnId() {
    insert(manual(1, "a", ""), manual(2, "a", ""), manual(3, "a", ""));

    List<Run> page = sql(sql -> RunTable.list(sql, RunFilter.ofTask("a"), 3, 1));

    assertThat(page).extracting(Run::id).containsExactly(2L);
  }

  @Test
  void countsWhatFitsButNoFurtherThanAsked() {
    insert(manual(1, "a", ""), manual(2, "b", ""), manual(3, "a", ""), manual(4, "a", ""));

    assertThat(count(RunFilter.ofTask("a"), Long.MAX_VALUE, 10)).isEqualTo(3);
    assertThat(count(RunFilter.ofTask("a"), Long.MAX_VALUE, 2)).isEqualTo(2);
    assertThat(count(RunFilter.ofTask("a"), 4, 10)).isEqualTo(2);
    assertThat(count(RunFilter.ofTask("c"), Long.MAX_VALUE, 10)).isZero();
  }

  private static int count(RunFilter filter, long below, int most) {
    return sql(sql -> RunTable.count(sql, filter, below, most));
  }

  @Test
  void knowsWhatHasBeenRetriedAndDoesNotCountASkippedRetry() {
    insert(manual(1, "a", ""), manual(2, "a", ""), manual(3, "a", ""));
    insert(retry(4, 1), retry(5, 1), retry(6, 2).skipped("busy", "n", 1, NOW, NOW));
    RunFilter unretried = RunFilter.ofTask("a").onlyUnretried();

    assertThat(ids(unretried)).containsExactly(6L, 5L, 4L, 3L, 2L);
    assertThat(count(unretried, 4, 10)).isEqualTo(2);
    assertThat(retryOf(1)).map(Run::id).contains(5L);
    assertThat(retryOf(2)).isEmpty();
    assertThat(retryOf(3)).isEmpty();
  }

  private static Run retry(long id, long of) {
    return Run.queued(id, "a", Origin.retry(of, "anna"), "", NOW);
  }

  private static Optional<Run> retryOf(long id) {
    return sql(sql -> RunTable.retryOf(sql, id));
  }
}
