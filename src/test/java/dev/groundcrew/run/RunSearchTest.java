package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.Sql;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.task.Trigger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lists of runs over a history of a million on PostgreSQL: an index finds them. PostgreSQL itself
 * counts what it reads, so that nothing depends on how fast this machine is. The times that it
 * prints stand in {@code src/docs/performance.md}.
 */
@Tag("full")
class RunSearchTest {
  private static final int RUNS = 1_000_000;
  private static final int MOST_READ = 10_000;
  private static final int LIMIT = 51;

  /** Beyond five executions PostgreSQL may take a plan for any value. */
  private static final int EXECUTIONS = 10;

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LAST = FIRST.plus(Duration.ofDays(30));

  private static TestDatabase tables;

  @BeforeAll
  static void makeHistory() {
    tables = TestDatabase.Kind.POSTGRES_NEWEST.migrated();
    tables.execute(
        """
        insert into groundcrew_run (id, task, state, trigger_kind, node, scope_node, durable, queued_at,
          started_at, ended_at, attempt, crashes, message, progress_done, progress_total, skips)
        select ? + ((i * 2592::bigint) << 22), 'task-' || (i % 200),
          case when i % 50 = 0 then 'FAILED' when i % 400 = 1 then 'TIMED_OUT' when i % 300 = 2 then 'SKIPPED'
            when i in (7, 70007, 500003) then 'ABANDONED' else 'SUCCEEDED' end,
          case when i % 200 = 3 then 'MANUAL' when i % 1000 = 4 then 'RETRY' when i in (5, 5005) then 'CATCH_UP'
            when i % 5000 = 6 then 'STARTUP' else 'SCHEDULE' end,
          case when i < 50 then 'gone' else 'node-' || (i % 4) end, '', true, due, due, due, 1, 0,
          'invoice ' || i || ' sent by printer ' || (i % 1000) || case when i < 2000 then ' early' else '' end, 0, 0, 0
        from (select i, ?::timestamptz + i * interval '2.592 seconds' as due from generate_series(1, ?) i) ticks
        """,
        RunIds.firstAt(FIRST), FIRST, RUNS);
    tables.execute("analyze groundcrew_run");
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  private static Arguments search(
      String words,
      List<String> tasks,
      List<RunState> states,
      List<Trigger> triggers,
      List<String> nodes,
      Instant since,
      Instant until) {
    var filter =
        new RunFilter(
            tasks, states, triggers, nodes, Optional.ofNullable(since), Optional.ofNullable(until));
    return Arguments.of(words, filter);
  }

  private static Arguments saying(String words, String text) {
    List<String> any = List.of();
    var filter =
        new RunFilter(any, List.of(), List.of(), any, Optional.empty(), Optional.empty())
            .saying(Words.of(text));
    return Arguments.of(words, filter);
  }

  static Stream<Arguments> searches() {
    List<String> any = List.of();
    List<RunState> bad = List.of(RunState.FAILED, RunState.TIMED_OUT, RunState.ABANDONED);
    List<RunState> failed = List.of(RunState.FAILED);
    List<Trigger> rare = List.of(Trigger.CATCH_UP);
    List<String> gone = List.of("gone");
    List<String> task = List.of("task-7");
    Instant yesterday = LAST.minus(Duration.ofDays(1));
    Instant early = FIRST.plus(Duration.ofDays(1));
    return Stream.of(
        search("everything", any, List.of(), List.of(), any, null, null),
        search("task", task, List.of(), List.of(), any, null, null),
        search("tasks", List.of("task-7", "task-8"), List.of(), List.of(), any, null, null),
        search("state", any, failed, List.of(), any, null, null),
        search("rare state", any, List.of(RunState.ABANDONED), List.of(), any, null, null),
        search("failures of a day", any, bad, List.of(), any, yesterday, null),
        search("trigger", any, List.of(), List.of(Trigger.RETRY), any, null, null),
        search("rare trigger", any, List.of(), rare, any, null, null),
        search("node", any, List.of(), List.of(), List.of("node-1"), null, null),
        search("a node that is gone", any, List.of(), List.of(), gone, null, null),
        search("last minute", any, List.of(), List.of(), any, LAST.minusSeconds(60), null),
        search("until the first day", any, List.of(), List.of(), any, null, early),
        search("one minute", any, List.of(), List.of(), any, early, early.plusSeconds(60)),
        search("task and state", task, failed, List.of(), any, null, null),
        search("task and trigger", task, List.of(), rare, any, null, null),
        search("state and node", any, failed, List.of(), gone, null, null),
        search("state and trigger", any, List.of(RunState.SUCCEEDED), rare, any, null, null),
        search("trigger and time", any, List.of(), rare, any, yesterday, null),
        saying("a word of every run", "invoice"),
        saying("a word of one run", "777777"),
        saying("a word of 2,000 old runs", "early"),
        saying("how a word begins, and another", "77777 sent"),
        saying("a word of a thousandth of all", "printer 77"),
        saying("a word of none", "nobody"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("searches")
  void anIndexFindsIt(String words, RunFilter filter) {
    long read =
        tables
            .database()
            .transaction(
                sql -> {
                  // The counts of helping processes come too late.
                  sql.update("set local max_parallel_workers_per_gather = 0");
                  return mostRead(sql, words, filter);
                });

    assertThat(read).as("rows read").isLessThan(MOST_READ);
  }

  private static long mostRead(Sql sql, String words, RunFilter filter) throws SQLException {
    long most = 0;
    long longest = 0;
    for (int i = 0; i < EXECUTIONS; i++) {
      long before = read(sql);
      long began = System.nanoTime();
      RunTable.list(sql, filter, Long.MAX_VALUE, LIMIT);
      longest = Math.max(longest, System.nanoTime() - began);
      most = Math.max(most, read(sql) - before);
    }
    System.out.printf(
        Locale.ROOT, "%s: %,d rows read, %.1f ms at most%n", words, most, longest / 1e6);
    return most;
  }

  private static long read(Sql sql) throws SQLException {
    return sql.first(
            """
            select seq_tup_read + idx_tup_fetch as n from pg_stat_xact_user_tables
            where relname = 'groundcrew_run'
            """,
            row -> row.number("n"))
        .orElse(0L);
  }
}
