package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.database.SqlWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunSummaryTableTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final AtomicInteger NODE_PARTS = new AtomicInteger();

  private static <T> T sql(SqlWork<T> work) {
    return tables.database().transaction(work);
  }

  /** Runs of one task that came to be at an instant and took a second each. */
  private static List<Run> insert(String task, Instant at, RunState state, int count) {
    var ids = new RunIds(InstantSource.fixed(at), NODE_PARTS.incrementAndGet());
    var runs = new ArrayList<Run>();
    for (int i = 0; i < count; i++) {
      runs.add(
          Run.queued(ids.next(), task, Origin.manual("anna"), "", at)
              .started("a", at)
              .ended(state, Ending.NONE, at.plusSeconds(1)));
    }
    sql(
        sql -> {
          RunTable.insert(sql, runs);
          return null;
        });
    return runs;
  }

  private static long count(RunState... states) {
    return sql(sql -> RunSummaryTable.count(sql, List.of(states), NOW.minus(Duration.ofDays(1))));
  }

  @Test
  void countsStatesOfTheTimeAskedFor() {
    insert("a", NOW, RunState.FAILED, 3);
    insert("b", NOW.minus(Duration.ofHours(23)), RunState.FAILED, 2);
    insert("c", NOW.minus(Duration.ofHours(25)), RunState.FAILED, 5);
    insert("d", NOW, RunState.TIMED_OUT, 1);
    insert("e", NOW, RunState.SUCCEEDED, 7);
    assertThat(count(RunState.FAILED)).isEqualTo(5);
    assertThat(count(RunState.FAILED, RunState.TIMED_OUT)).isEqualTo(6);
    assertThat(count(RunState.QUEUED)).isZero();
  }

  @Test
  void countsNoFurtherThanItsBound() {
    insert("a", NOW, RunState.FAILED, RunSummaryTable.MOST + 1);
    assertThat(count(RunState.FAILED)).isEqualTo(RunSummaryTable.MOST);
  }

  @Test
  void theNewestRunsOfATaskComeFirst() {
    List<Run> older = insert("a", NOW.minusSeconds(60), RunState.SUCCEEDED, 2);
    List<Run> newer = insert("a", NOW, RunState.FAILED, 2);
    insert("b", NOW, RunState.SUCCEEDED, 2);
    List<RunSummaryTable.Bar> newest = sql(sql -> RunSummaryTable.newest(sql, "a", 3));
    assertThat(newest)
        .extracting(RunSummaryTable.Bar::id)
        .containsExactly(newer.get(1).id(), newer.get(0).id(), older.get(1).id());
    assertThat(newest.get(0).state()).isEqualTo(RunState.FAILED);
    assertThat(newest.get(0).took()).isEqualTo(Optional.of(Duration.ofSeconds(1)));
  }

  private static int failuresBefore(Run run) {
    return sql(sql -> RunSummaryTable.failuresBefore(sql, run));
  }

  @Test
  void failuresInARowEndAtTheLastSuccess() {
    insert("a", NOW.minusSeconds(50), RunState.FAILED, 1);
    List<Run> success = insert("a", NOW.minusSeconds(40), RunState.SUCCEEDED, 1);
    insert("a", NOW.minusSeconds(30), RunState.TIMED_OUT, 1);
    insert("b", NOW.minusSeconds(25), RunState.SUCCEEDED, 1);
    insert("a", NOW.minusSeconds(20), RunState.CANCELLED, 1);
    List<Run> last = insert("a", NOW, RunState.FAILED, 2);

    assertThat(failuresBefore(last.get(1))).isEqualTo(2);
    assertThat(failuresBefore(last.get(0))).as("a run is not before itself").isEqualTo(1);
    assertThat(failuresBefore(success.get(0))).isEqualTo(1);
  }

  @Test
  void whatOtherNodesDoIsNoneOfATaskOfEveryNode() {
    insert("a", NOW.minusSeconds(50), RunState.FAILED, 3);
    Run here = Run.queued(Long.MAX_VALUE, "a", Origin.manual("anna"), "node-1", NOW);

    assertThat(failuresBefore(here)).isZero();
  }
}
