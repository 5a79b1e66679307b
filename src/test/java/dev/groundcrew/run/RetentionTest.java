package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.Dialect;
import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.FakeTaskContext;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 6 of the package. */
class RetentionTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private final FakeTaskContext context = FakeTaskContext.proceeding();
  private final Map<String, String> settings = new HashMap<>();
  private final AtomicInteger compactions = new AtomicInteger();

  private RetentionSettings settings() {
    return RetentionSettings.read(
        new SettingsReader(key -> Optional.ofNullable(settings.get(key)), settings.keySet()));
  }

  private RetentionTask task(int batch, boolean dryRun) {
    RetentionSettings read = settings();
    return new RetentionTask(
        () -> new Retention(tables.database(), read, NOW),
        compactions::incrementAndGet,
        batch,
        dryRun);
  }

  private void run(long id, String task, String state, int daysAgo) {
    Instant ended = NOW.minus(Duration.ofDays(daysAgo));
    tables.execute(
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
    tables.execute("insert into groundcrew_run_log values (?, 0, 1, 'a line')", id);
  }

  private List<Long> ids() {
    return tables
        .database()
        .transaction(
            sql -> sql.list("select id from groundcrew_run order by id", row -> row.number("id")));
  }

  private long logs() {
    return tables.number("select count(*) as n from groundcrew_run_log");
  }

  @Test
  void finalRunsGoWithTheirLogsAndYoungOnesStay() {
    run(1, "mail", "SUCCEEDED", 31);
    run(2, "mail", "CANCELLED", 31);
    run(3, "mail", "SUCCEEDED", 29);
    run(4, "mail", "SUCCEEDED", 1);

    task(10, false).run(context);

    assertThat(ids()).containsExactly(3L, 4L);
    assertThat(logs()).isEqualTo(2);
    assertThat(context.message()).isEqualTo("deleted 2 runs of 1 tasks");
    assertThat(compactions).hasValue(1);
  }

  @Test
  void runsThatFailedStayFourTimesAsLong() {
    run(1, "mail", "FAILED", 121);
    run(2, "mail", "FAILED", 119);
    run(3, "mail", "TIMED_OUT", 119);
    run(4, "mail", "ABANDONED", 119);
    run(5, "mail", "SKIPPED", 119);
    run(6, "mail", "SUCCEEDED", 1);

    task(10, false).run(context);

    assertThat(ids()).containsExactly(2L, 3L, 4L, 6L);
  }

  @Test
  void failuresNeverGoBeforeTheOthers() {
    settings.put("groundcrew.history.keep", "P300D");
    run(1, "mail", "FAILED", 200);
    run(2, "mail", "SUCCEEDED", 1);

    task(10, false).run(context);

    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void eachKindOfRunIsCountedApart() {
    settings.put("groundcrew.history.runs-per-task", "2");
    settings.put("groundcrew.history.failures-per-task", "3");
    settings.put("groundcrew.history.skips-per-task", "1");
    List<String> states = List.of("SUCCEEDED", "FAILED", "SKIPPED", "CANCELLED", "TIMED_OUT");
    for (int id = 1; id <= 20; id++) {
      run(id, "mail", states.get(id % 5), 1);
      run(100 + id, "rates", "SUCCEEDED", 1);
    }

    task(2, false).run(context);

    assertThat(ids()).containsExactly(14L, 16L, 17L, 18L, 19L, 20L, 119L, 120L);
    assertThat(logs()).isEqualTo(8);
  }

  @Test
  void theLastRunOfEachTaskStaysAndTheLastThatWasMoreThanASkip() {
    run(1, "mail", "SUCCEEDED", 600);
    run(2, "mail", "FAILED", 500);
    run(3, "mail", "SKIPPED", 400);
    run(4, "mail", "SKIPPED", 300);
    run(5, "rates", "SUCCEEDED", 500);

    task(10, false).run(context);

    assertThat(ids()).containsExactly(2L, 4L, 5L);
  }

  @Test
  void aRunThatHasNotEndedStaysHoweverOldAndHoweverMany() {
    settings.put("groundcrew.history.runs-per-task", "1");
    for (int id = 1; id <= 5; id++) {
      run(id, "mail", "QUEUED", 500);
    }
    tables.execute("update groundcrew_run set ended_at = null");
    run(6, "mail", "SUCCEEDED", 1);

    task(10, false).run(context);

    assertThat(ids()).hasSize(6);
  }

  @Test
  void aSkipThatWasStillCountedLatelyStays() {
    run(1, "mail", "SKIPPED", 60);
    tables.execute("update groundcrew_run set last_skip_at = ?", NOW.minus(Duration.ofDays(2)));
    run(2, "mail", "SUCCEEDED", 1);

    task(10, false).run(context);

    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void ageIsThatOfTheEndAlsoWhereIdsTellTheTime() {
    var ids = new RunIds(() -> NOW.minus(Duration.ofDays(31)), 7);
    long old = ids.next();
    long long31 = ids.next();
    run(old, "mail", "SUCCEEDED", 31);
    run(long31, "mail", "SUCCEEDED", 29);
    run(new RunIds(() -> NOW.minus(Duration.ofDays(1)), 7).next(), "mail", "SUCCEEDED", 1);

    task(10, false).run(context);

    assertThat(ids()).hasSize(2).doesNotContain(old).contains(long31);
  }

  @Test
  void batchesAreCommittedOneByOne() {
    for (int id = 1; id <= 25; id++) {
      run(id, "mail", "SUCCEEDED", 40);
    }
    run(26, "mail", "SUCCEEDED", 1);
    // Once for the task, then before each batch.
    FakeTaskContext cancelled = FakeTaskContext.proceedingTimes(3);

    task(10, false).run(cancelled);

    assertThat(cancelled.message()).isEqualTo("deleted 20 runs of 1 tasks");
    assertThat(ids()).hasSize(6);
    assertThat(logs()).isEqualTo(6);
  }

  @Test
  void aDryRunLeavesEverything() {
    run(1, "mail", "SUCCEEDED", 31);
    run(2, "mail", "SUCCEEDED", 1);

    task(10, true).run(context);

    assertThat(ids()).containsExactly(1L, 2L);
    assertThat(context.message()).isEqualTo("dry run: 1 runs of 1 tasks may go");
    assertThat(compactions).hasValue(0);
  }

  @Test
  void everyStatementFollowsTheIndex() {
    fill(10_000, 100);
    var states = EnumSet.of(RunState.SUCCEEDED, RunState.CANCELLED);

    assertThat(plan(RetentionTable.newestQuery(states), "task-1", "SUCCEEDED", "CANCELLED", 5))
        .contains("groundcrew_run_task_newest")
        .doesNotContain("sort ");
    assertThat(
            plan(
                RetentionTable.oldQuery(states),
                "task-1",
                250L,
                "SUCCEEDED",
                "CANCELLED",
                9L,
                NOW,
                10))
        .contains("groundcrew_run_task_newest");
  }

  /** So many that PostgreSQL does not read them all. */
  private static void fill(int runs, int tasks) {
    List<Object[]> rows =
        IntStream.rangeClosed(1, runs)
            .mapToObj(id -> new Object[] {id, "task-" + id % tasks, NOW, NOW})
            .toList();
    tables
        .database()
        .transaction(
            sql ->
                sql.batch(
                    """
                    insert into groundcrew_run (id, task, state, trigger_kind, node, scope_node, durable, queued_at,
                      ended_at, attempt, crashes, progress_done, progress_total, skips)
                    values (?, ?, 'SUCCEEDED', 'SCHEDULE', 'a', 'a', true, ?, ?, 1, 0, 0, 0, 0)
                    """,
                    rows));
  }

  private static String plan(String query, Object... arguments) {
    return tables
        .database()
        .transaction(
            sql -> {
              boolean postgres = sql.dialect() == Dialect.POSTGRESQL;
              if (postgres) {
                sql.update("analyze groundcrew_run");
              }
              String column = postgres ? "query plan" : "plan";
              return String.join(
                      "\n", sql.list("explain " + query, row -> row.text(column), arguments))
                  .toLowerCase(Locale.ROOT);
            });
  }

  /** Whoever adds a table of things that belong to runs has it emptied too. */
  @Test
  void nothingThatBelongsToARunOutlivesIt() {
    run(1, "mail", "SUCCEEDED", 31);
    run(2, "mail", "SUCCEEDED", 1);
    tables.execute(
        """
        insert into groundcrew_attempt (run, attempt, node, token, state, ended_at)
        values (1, 1, 'a', 1, 'FAILED', ?), (2, 1, 'a', 1, 'FAILED', ?)
        """,
        NOW,
        NOW);
    tables.execute(
        """
        insert into groundcrew_idempotency_key (caller, idempotency_key, request, run, created_at)
        values ('anna', 'one', 'a', 1, ?), ('anna', 'two', 'b', 2, ?)
        """,
        NOW,
        NOW);
    List<String> belongs = tablesOfRuns();
    assertThat(belongs).contains("groundcrew_run_log", "groundcrew_attempt");
    for (String table : belongs) {
      assertThat(tables.number("select count(*) as n from " + table + " where run = 1"))
          .as("make this test fill " + table)
          .isPositive();
    }

    task(10, false).run(context);

    for (String table : belongs) {
      assertThat(tables.number("select count(*) as n from " + table + " where run = 1"))
          .as(table)
          .isZero();
      assertThat(tables.number("select count(*) as n from " + table + " where run = 2"))
          .as(table)
          .isPositive();
    }
  }

  private static List<String> tablesOfRuns() {
    return tables
        .database()
        .transaction(
            sql ->
                sql.list(
                    """
                    select lower(table_name) as t from information_schema.columns
                    where lower(column_name) = 'run' and lower(table_name) like 'groundcrew%'
                    """,
                    row -> row.text("t")));
  }
}
