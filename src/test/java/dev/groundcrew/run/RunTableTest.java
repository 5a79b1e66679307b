package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.SqlWork;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.task.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RunTableTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static TestDatabase tables;

  @Parameter TestDatabase.Kind kind;

  @BeforeParameterizedClassInvocation
  static void open(TestDatabase.Kind kind) {
    tables = kind.migrated();
  }

  @AfterEach
  void clear() {
    tables.clear();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    tables.close();
  }

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
    return sql(sql -> RunTable.claim(sql, node, tasks, limit));
  }

  private static int giveBack(String node) {
    return sql(sql -> RunTable.giveBack(sql, node));
  }

  private static boolean endUntaken(Run ended) {
    return sql(sql -> RunTable.endUntaken(sql, ended));
  }

  private static Run manual(long id, String task, String onlyOn) {
    return Run.queued(id, task, Origin.manual("anna"), onlyOn, NOW);
  }

  @Test
  void givesBackWhatItStored() {
    Run run =
        manual(1, "purge", "")
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
  void leavesRunsOfAnotherNodeAlone() {
    insert(manual(1, "a", "other"), manual(2, "a", "mine"));

    assertThat(claim("mine", List.of("a"), 9)).extracting(Run::id).containsExactly(2L);
  }

  @Test
  void givesClaimedRunsBack() {
    insert(manual(1, "a", ""));
    claim("n", List.of("a"), 1);

    assertThat(giveBack("n")).isEqualTo(1);
    assertThat(claim("m", List.of("a"), 1)).hasSize(1);
  }

  @Test
  void endsAQueuedRunOnlyWhileNobodyHasTakenIt() {
    Run waiting = manual(1, "a", "");
    Run cancelled = waiting.ended(RunState.CANCELLED, Ending.because("no"), NOW);
    insert(waiting);
    claim("n", List.of("a"), 1);

    assertThat(endUntaken(cancelled)).isFalse();
    giveBack("n");
    assertThat(endUntaken(cancelled)).isTrue();
    assertThat(find(1).orElseThrow().ending().reason()).contains("no");
  }

  @Test
  void listsByEveryFilterTheNewestFirst() {
    insert(
        manual(1, "a", ""),
        manual(2, "b", "").started("n", NOW),
        Run.queued(3, "a", Origin.schedule(NOW), "m", NOW.plusSeconds(9)).started("m", NOW));

    assertThat(ids(filter(List.of(), List.of(), List.of(), List.of()))).containsExactly(3L, 2L, 1L);
    assertThat(ids(filter(List.of("a"), List.of(), List.of(), List.of()))).containsExactly(3L, 1L);
    assertThat(ids(filter(List.of(), List.of(RunState.QUEUED), List.of(), List.of())))
        .containsExactly(1L);
    assertThat(ids(filter(List.of(), List.of(), List.of(Trigger.SCHEDULE), List.of())))
        .containsExactly(3L);
    assertThat(ids(filter(List.of(), List.of(), List.of(), List.of("n", "m"))))
        .containsExactly(3L, 2L);
    assertThat(
            ids(
                new RunFilter(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of(NOW.plusSeconds(1)),
                    Optional.empty())))
        .containsExactly(3L);
    assertThat(
            ids(
                new RunFilter(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.of(NOW.plusSeconds(1)))))
        .containsExactly(2L, 1L);
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
}
