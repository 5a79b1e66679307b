package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.Dialect;
import dev.groundcrew.database.Sql;
import dev.groundcrew.database.SqlWork;
import dev.groundcrew.database.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What claims read while 100,000 runs wait and as many have ended. PostgreSQL counts it: a plan
 * that the planner merely promises would not be enough.
 */
@Tag("database")
class ClaimPlanTest {
  private static final int WAITING = 100_000;
  private static final int CLAIMED = 50;
  private static final RunTable.Holder HOLDER = new RunTable.Holder("a", 7);

  private static TestDatabase tables;

  @BeforeAll
  static void fill() {
    tables = TestDatabase.Kind.POSTGRES_NEWEST.migrated();
    insert("waits", "QUEUED", 0);
    insert("ended", "SUCCEEDED", WAITING);
  }

  private static void insert(String task, String state, int after) {
    tables.execute(
        """
        insert into groundcrew_run (id, task, state, trigger_kind, node, scope_node, durable,
          queued_at, attempt, crashes, progress_done, progress_total, skips)
        select ? + n, ?, ?, 'MANUAL', '', '', true, current_timestamp, 0, 0, 0, 0, 0
        from generate_series(1, ?) as n
        """,
        after,
        task,
        state,
        WAITING);
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  /** What the present transaction has read of the run table. */
  private static long read(Sql sql, String what) throws SQLException {
    return sql.first(
            "select "
                + what
                + " as n from pg_stat_xact_user_tables where relname = 'groundcrew_run'",
            row -> row.number("n"))
        .orElseThrow();
  }

  private static long scans(Sql sql) throws SQLException {
    return sql.first(
            "select pg_stat_get_xact_numscans('groundcrew_run_waiting'::regclass) as n",
            row -> row.number("n"))
        .orElseThrow();
  }

  private static <T> T sql(SqlWork<T> work) {
    return tables.database().transaction(work);
  }

  /** Before and after the planner knows the table. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClaimReadsByItsIndexWhatItTakesAndLittleElse(boolean analyzed) {
    if (analyzed) {
      tables.execute("analyze groundcrew_run");
    }
    sql(
        sql -> {
          List<Run> claimed =
              RunTable.claim(sql, HOLDER, List.of(new RunTable.Room("waits", CLAIMED)));

          assertThat(claimed).hasSize(CLAIMED);
          assertThat(scans(sql)).as("scans of the index of waiting runs").isPositive();
          assertThat(read(sql, "seq_scan")).as("scans of the whole table").isZero();
          assertThat(read(sql, "idx_tup_fetch")).as("rows read").isLessThan(10 * CLAIMED);
          return null;
        });
  }

  /** The driver lets the server keep a plan for any number of runs after some executions. */
  @Test
  void aClaimThatIsPlannedOnceForAllReadsNoWholeTable() {
    sql(
        sql -> {
          for (int i = 0; i < 20; i++) {
            List<Run> claimed = RunTable.claim(sql, HOLDER, List.of(new RunTable.Room("waits", 1)));
            assertThat(claimed).hasSize(1);
          }
          assertThat(read(sql, "seq_scan")).as("scans of the whole table").isZero();
          return null;
        });
  }

  /** As the writer of the history does it, before and after the planner knows the table. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatManyRunsHaveComeToIsWrittenByTheirIds(boolean analyzed) {
    if (analyzed) {
      tables.execute("analyze groundcrew_run");
    }
    sql(
        sql -> {
          for (int i = 0; i < 20; i++) {
            List<Run> claimed = RunTable.claim(sql, HOLDER, List.of(new RunTable.Room("waits", 5)));
            List<Run> begun = claimed.stream().map(run -> run.started("a", Instant.EPOCH)).toList();
            long before = read(sql, "idx_tup_fetch");
            assertThat(RunTable.update(sql, begun)).containsExactly(1, 1, 1, 1, 1);
            assertThat(read(sql, "idx_tup_fetch") - before).as("rows read").isLessThan(50);
          }
          assertThat(read(sql, "seq_scan")).as("scans of the whole table").isZero();
          return null;
        });
  }

  /** H2 keeps the plan of a statement, however many runs have ended since. */
  private static String planOfH2WhileNothingHasRun(String statement, Object... arguments) {
    try (TestDatabase empty = TestDatabase.Kind.H2.migrated()) {
      return empty
          .database()
          .transaction(
              sql ->
                  sql.first("explain " + statement, row -> row.text("plan"), arguments)
                      .orElseThrow());
    }
  }

  @Test
  void aLookThatH2PlansWhileNothingHasRunUsesTheIndexOfWaitingRuns() {
    assertThat(planOfH2WhileNothingHasRun(RunTable.waitingStatement(1), "waits", "a"))
        .contains("GROUNDCREW_RUN_WAITING: ");
  }

  @Test
  void whatNodesHoldIsReadByItsIndexOnH2() {
    assertThat(planOfH2WhileNothingHasRun(RunTable.heldStatement(Dialect.H2), "waits"))
        .contains("GROUNDCREW_RUN_HELD: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"waits", "ended"})
  void aLookForWaitingRunsReadsOneRowAtMost(String task) {
    tables.execute("analyze groundcrew_run");
    sql(
        sql -> {
          List<String> waiting = RunTable.waitingOf(sql, "a", List.of(task));

          assertThat(waiting).isEqualTo(task.equals("waits") ? List.of(task) : List.of());
          assertThat(read(sql, "seq_scan")).as("scans of the whole table").isZero();
          assertThat(read(sql, "idx_tup_fetch")).as("rows read").isLessThanOrEqualTo(CLAIMED + 1);
          return null;
        });
  }
}
