package dev.groundcrew.builtin.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.task.FakeTaskContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 4 of the package. */
class OldHistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private final TestDatabase server = TestDatabase.Kind.H2.migrated();
  private final FakeTaskContext context = FakeTaskContext.proceeding();

  @Test
  void finalRunsGoWithTheirLogsAndYoungOnesStay() {
    run(1, "mail", "SUCCEEDED", 31);
    run(2, "mail", "CANCELLED", 31);
    run(3, "mail", "SUCCEEDED", 29);
    run(4, "mail", "SUCCEEDED", 1);

    purge(10).run(context);

    assertThat(ids()).containsExactly(3L, 4L);
    assertThat(server.number("select count(*) as n from groundcrew_run_log")).isEqualTo(2);
    assertThat(context.message()).isEqualTo("deleted 2 rows, 0 left");
  }

  @Test
  void runsThatFailedStayFourTimesAsLong() {
    run(1, "mail", "FAILED", 121);
    run(2, "mail", "FAILED", 119);
    run(3, "mail", "TIMED_OUT", 119);
    run(4, "mail", "ABANDONED", 119);
    run(5, "mail", "SKIPPED", 119);
    run(6, "mail", "SUCCEEDED", 1);

    purge(10).run(context);

    assertThat(ids()).containsExactly(2L, 3L, 4L, 6L);
  }

  @Test
  void failuresNeverGoBeforeTheOthers() {
    run(1, "mail", "FAILED", 200);
    run(2, "mail", "SUCCEEDED", 1);

    purge(10, Duration.ofDays(300), Duration.ofDays(120)).run(context);

    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void theLastRunOfEachTaskStays() {
    run(1, "mail", "SUCCEEDED", 500);
    run(2, "rates", "SUCCEEDED", 500);
    run(3, "mail", "FAILED", 400);

    purge(10).run(context);

    assertThat(ids()).containsExactly(2L, 3L);
  }

  @Test
  void aRunThatHasNotEndedStaysHoweverOld() {
    run(1, "mail", "RUNNING", 500);
    server.execute("update groundcrew_run set ended_at = null");
    run(2, "mail", "SUCCEEDED", 1);

    purge(10).run(context);

    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void aSkipThatWasStillCountedLatelyStays() {
    run(1, "mail", "SKIPPED", 60);
    server.execute("update groundcrew_run set last_skip_at = ?", NOW.minus(Duration.ofDays(2)));
    run(2, "mail", "SUCCEEDED", 1);

    purge(10).run(context);

    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void batchesAreCommittedOneByOne() {
    for (int id = 1; id <= 25; id++) {
      run(id, "mail", "SUCCEEDED", 40);
    }
    run(26, "mail", "SUCCEEDED", 1);
    FakeTaskContext cancelled = FakeTaskContext.proceedingTimes(2);

    purge(10).run(cancelled);

    assertThat(cancelled.message()).isEqualTo("deleted 20 rows, 5 left");
    assertThat(ids()).hasSize(6);
    assertThat(server.number("select count(*) as n from groundcrew_run_log")).isEqualTo(6);
  }

  @Test
  void aDryRunLeavesEverything() {
    run(1, "mail", "SUCCEEDED", 31);
    run(2, "mail", "SUCCEEDED", 1);

    new Purge(() -> rows(Duration.ofDays(30), Duration.ofDays(120)), 10, true).run(context);

    assertThat(ids()).containsExactly(1L, 2L);
    assertThat(context.message())
        .isEqualTo(
            "dry run: 1 rows are old enough, from 2026-10-24T00:00:00Z to 2026-10-24T00:00:00Z");
  }

  private Purge purge(int batch) {
    return purge(batch, Duration.ofDays(30), Duration.ofDays(120));
  }

  private Purge purge(int batch, Duration keep, Duration keepFailures) {
    return new Purge(() -> rows(keep, keepFailures), batch, false);
  }

  private OldHistory rows(Duration keep, Duration keepFailures) {
    return new OldHistory(server.database(), NOW, keep, keepFailures);
  }

  private List<Long> ids() {
    return server
        .database()
        .transaction(
            sql -> sql.list("select id from groundcrew_run order by id", row -> row.number("id")));
  }

  private void run(long id, String task, String state, int daysAgo) {
    Instant ended = NOW.minus(Duration.ofDays(daysAgo));
    server.execute(
        """
        insert into groundcrew_run (id, task, state, trigger_kind, node, scope_node, durable, queued_at, ended_at,
          attempt, crashes, progress_done, progress_total, skips)
        values (?, ?, ?, 'SCHEDULE', 'a', 'a', true, ?, ?, 1, 0, 0, 0, 0)
        """,
        id,
        task,
        state,
        ended,
        ended);
    server.execute("insert into groundcrew_run_log values (?, 0, 1, 'a line')", id);
  }
}
