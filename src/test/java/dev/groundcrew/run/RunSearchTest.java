package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.Sql;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.task.Trigger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  /**
   * The newest 5,000 of one node among four, looked for twice, and what the index of words names.
   */
  private static final int MOST_READ_FOR_WORDS = 100_000;

  private static final int LIMIT = 51;

  /** Beyond five executions PostgreSQL may take a plan for any value. */
  private static final int EXECUTIONS = 10;

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LAST = FIRST.plus(Duration.ofDays(30));

  private static final long MIDDLE = RunIds.firstAt(FIRST.plus(Duration.ofDays(15)));

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
          'invoice ' || i || ' sent by printer ' || (i % 1000) || case when i < 2000 then ' early' else '' end
            || case when i < 500000 then ' formerly' else '' end || case when i % 150 = 0 then ' sometimes' else '' end
            || case when i % 80 = 0 then ' often' else '' end, 0, 0, 0
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
      String name,
      List<String> tasks,
      List<RunState> states,
      List<Trigger> triggers,
      List<String> nodes,
      Instant since,
      Instant until) {
    var filter =
        new RunFilter(
            tasks, states, triggers, nodes, Optional.ofNullable(since), Optional.ofNullable(until));
    return Arguments.of(name, filter);
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
        search("trigger and time", any, List.of(), rare, any, yesterday, null));
  }

  private static Arguments saying(String name, String text) {
    return saying(name, text, List.of(), null);
  }

  private static Arguments saying(String name, String text, List<String> tasks, Instant since) {
    List<String> any = List.of();
    var filter =
        new RunFilter(
            tasks, List.of(), List.of(), any, Optional.ofNullable(since), Optional.empty());
    return Arguments.of(name, text, filter);
  }

  static Stream<Arguments> freeSearches() {
    List<String> any = List.of();
    List<String> task = List.of("task-7");
    List<String> two = List.of("task-7", "task-8");
    Instant hour = LAST.minus(Duration.ofHours(1));
    Instant week = LAST.minus(Duration.ofDays(7));
    return Stream.of(
        saying("a word of every run", "invoice"),
        saying("a word of one run", "777777"),
        saying("a word of 2,000 old runs", "early"),
        saying("how a word begins, and another", "77777 sent"),
        saying("a word of a thousandth of all", "printer 77"),
        saying("a word of one in 150", "sometimes"),
        saying("a word of one in 80, and every word", "often invoice printer"),
        saying("a word of the older half", "formerly"),
        saying("a digit", "7"),
        saying("a word of none", "nobody"),
        saying("a word of none that is no plain one", "nobody–here"),
        saying("every run's, of a task", "invoice", task, null),
        saying("one run's, of a task", "777777", task, null),
        saying("the older half's, of a task", "formerly", task, null),
        saying("the older half's, of two tasks", "formerly", two, null),
        saying("none's, of a task", "nobody", task, null),
        saying("every run's, of an hour", "invoice", any, hour),
        saying("old runs', of an hour", "early", any, hour),
        saying("the older half's, of a week", "formerly", any, week),
        saying("one in 150's, of a week", "sometimes", any, week),
        saying("every run's, of a task and a week", "invoice", task, week),
        stated("every run's, failed", "invoice", RunState.FAILED),
        stated("the older half's, failed", "formerly", RunState.FAILED),
        stated("none's, succeeded", "nobody", RunState.SUCCEEDED),
        on("every run's, of a node", "invoice", "node-1"),
        on("the older half's, of a node", "formerly", "node-1"),
        on("none's, of a node", "nobody", "node-1"),
        on("every run's, of a node that is gone", "invoice", "gone"),
        by("every run's, begun by hand", "invoice", Trigger.MANUAL),
        by("a thousandth's, a rare trigger", "printer 77", Trigger.CATCH_UP));
  }

  private static Arguments stated(String name, String text, RunState state) {
    return Arguments.of(
        name,
        text,
        new RunFilter(
            List.of(), List.of(state), List.of(), List.of(), Optional.empty(), Optional.empty()));
  }

  private static Arguments on(String name, String text, String node) {
    return Arguments.of(
        name,
        text,
        new RunFilter(
            List.of(), List.of(), List.of(), List.of(node), Optional.empty(), Optional.empty()));
  }

  private static Arguments by(String name, String text, Trigger trigger) {
    return Arguments.of(
        name,
        text,
        new RunFilter(
            List.of(), List.of(), List.of(trigger), List.of(), Optional.empty(), Optional.empty()));
  }

  /** Asks for a page. */
  private interface Asked {
    void page(Sql sql, long below) throws SQLException;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("searches")
  void anIndexFindsIt(String name, RunFilter filter) {
    var search = new RunSearch();
    Asked asked = (sql, below) -> search.find(sql, filter, List.of(), below, LIMIT);
    long read = mostRead(name, asked);

    assertThat(read).as("rows read").isLessThan(MOST_READ);
  }

  /** The first page, and one that begins in the middle of the history. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("freeSearches")
  void whatRunsSaidIsFoundWithoutReadingThemAll(String name, String text, RunFilter filter) {
    List<String> words = Words.of(text);
    var search = new RunSearch();
    Asked asked = (sql, below) -> search.find(sql, filter, words, below, LIMIT);

    assertThat(mostRead(name, asked)).as("rows read").isLessThan(MOST_READ_FOR_WORDS);
    assertThat(mostRead(name + ", a later page", MIDDLE, asked))
        .as("rows read")
        .isLessThan(MOST_READ_FOR_WORDS);
  }

  private static long mostRead(String name, Asked asked) {
    return mostRead(name, Long.MAX_VALUE, asked);
  }

  private static long mostRead(String name, long below, Asked asked) {
    long most = 0;
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < EXECUTIONS; i++) {
      long began = System.nanoTime();
      most = Math.max(most, tables.database().transaction(sql -> read(sql, below, asked)));
      nanos.add(System.nanoTime() - began);
    }
    nanos.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d rows read, %.1f ms at most, half in %.1f ms%n",
        name,
        most,
        nanos.get(EXECUTIONS - 1) / 1e6,
        nanos.get(EXECUTIONS / 2) / 1e6);
    return most;
  }

  private static long read(Sql sql, long below, Asked asked) throws SQLException {
    // The counts of helping processes come too late.
    sql.update("set local max_parallel_workers_per_gather = 0");
    long before = read(sql);
    asked.page(sql, below);
    return read(sql) - before;
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
