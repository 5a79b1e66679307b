package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.Dialect;
import dev.groundcrew.database.OnEveryDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What runs said is found by its words, on every database and within every bound. */
class RunWordsTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final long FIRST = RunIds.firstAt(NOW);
  private static final RunFilter ALL =
      new RunFilter(List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

  private static void insert(List<Run> runs) {
    tables
        .database()
        .transaction(
            sql -> {
              RunTable.insert(sql, runs);
              return null;
            });
  }

  private static Run queued(long number, String task) {
    return Run.queued(FIRST + number, task, Origin.manual("anna"), "", NOW);
  }

  private static Run said(long number, String message) {
    return ended(number, RunState.SUCCEEDED, Optional.of(message), Optional.empty());
  }

  private static Run failed(long number, String error) {
    return ended(number, RunState.FAILED, Optional.empty(), Optional.of(error));
  }

  private static Run ended(
      long number, RunState state, Optional<String> message, Optional<String> error) {
    var how = new Ending(Optional.empty(), message, error, Optional.empty(), Figures.NONE);
    return queued(number, "a").started("n", NOW).ended(state, how, NOW);
  }

  private static RunSearch.Found find(
      RunSearch search, RunFilter filter, String text, long below, int limit) {
    return tables
        .database()
        .transaction(sql -> search.find(sql, filter, Words.of(text), below, limit));
  }

  private static List<Long> numbers(List<Run> runs) {
    return runs.stream().map(run -> run.id() - FIRST).toList();
  }

  private static List<Long> found(RunSearch search, RunFilter filter, String text) {
    return numbers(find(search, filter, text, Long.MAX_VALUE, 10).runs());
  }

  /** Once among the newest runs, once by the index of words if there is one. */
  @Test
  void findsWhatRunsSaidByHowItsWordsBegin() {
    insert(
        List.of(
            said(1, "Rechnung 2026-4101, gesendet: Straße 3"),
            failed(2, "printer's service answered 503"),
            said(3, "ΟΔΟΣ — “naïve”"),
            queued(4, "invoices")));
    findsThem(new RunSearch());
    if (tables.database().dialect() == Dialect.POSTGRESQL) {
      findsThem(new RunSearch(1, 10));
    }
  }

  private static void findsThem(RunSearch search) {
    assertThat(found(search, ALL, "rechnung")).containsExactly(1L);
    assertThat(found(search, ALL, "rech STRASS")).isEmpty();
    assertThat(found(search, ALL, "rech straß 41")).containsExactly(1L);
    assertThat(found(search, ALL, "PRINTER 503")).containsExactly(2L);
    assertThat(found(search, ALL, "ΟΔ")).containsExactly(3L);
    assertThat(found(search, ALL, "inter")).isEmpty();
    assertThat(found(search, ALL, "%")).hasSize(4);
    assertThat(found(search, ALL.in(List.of(RunState.FAILED)), "rechnung")).isEmpty();
    assertThat(found(search, ALL.in(List.of(RunState.FAILED)), "printer")).containsExactly(2L);
    assertThat(found(search, ALL.within(List.of("b*")), "printer")).isEmpty();
  }

  /** Whatever the bounds: who follows the pages to their end sees each run that fits once. */
  @Test
  void boundsMakePagesShortButLoseNothing() {
    insert(
        LongStream.range(0, 40)
            .mapToObj(i -> i < 20 ? said(i, "early " + i) : said(i, "late " + i % 4))
            .toList());
    List<Long> early = LongStream.range(0, 20).map(i -> 19 - i).boxed().toList();

    for (int newest : new int[] {1, 3, 7, 40, 100}) {
      for (int rare : new int[] {0, 5, 19, 20, 100}) {
        var search = new RunSearch(newest, rare);
        assertThat(allPages(search, "early")).as("%s", search).isEqualTo(early);
        assertThat(allPages(search, "late 3"))
            .as("%s", search)
            .containsExactly(39L, 35L, 31L, 27L, 23L);
        assertThat(allPages(search, "nobody")).as("%s", search).isEmpty();
      }
    }
  }

  private static List<Long> allPages(RunSearch search, String text) {
    var all = new ArrayList<Long>();
    long below = Long.MAX_VALUE;
    while (true) {
      RunSearch.Found found = find(search, ALL, text, below, 4);
      all.addAll(numbers(found.runs()));
      if (found.lookedTo().isPresent()) {
        below = found.lookedTo().getAsLong();
      } else if (found.runs().size() == 4) {
        below = found.runs().get(3).id();
      } else {
        return all;
      }
    }
  }

  /** The word of the oldest run, behind more runs than are read. */
  @Test
  void onlyAnIndexOfWordsReachesBehindTheNewestRuns() {
    insert(LongStream.range(0, 40).mapToObj(i -> said(i, i == 0 ? "seldom" : "often")).toList());

    RunSearch.Found found = find(new RunSearch(10, 5), ALL, "seldom", Long.MAX_VALUE, 10);

    boolean indexed = tables.database().dialect() == Dialect.POSTGRESQL;
    assertThat(numbers(found.runs())).isEqualTo(indexed ? List.of(0L) : List.of());
    assertThat(found.lookedTo().isPresent()).isEqualTo(!indexed);
  }

  /**
   * A word that the statistics know is not looked up, but the runs must have said it all the same.
   */
  @Test
  void aCommonWordNarrowsWhatARareOneNames() {
    insert(
        LongStream.range(0, 200)
            .mapToObj(i -> said(i, (i < 2 ? "needle " : "") + (i == 1 ? "lost" : "sent")))
            .toList());
    boolean indexed = tables.database().dialect() == Dialect.POSTGRESQL;
    tables.execute(indexed ? "analyze groundcrew_run" : "analyze");
    var search = new RunSearch(10, 5);

    assertThat(found(search, ALL, "needle sent")).isEqualTo(indexed ? List.of(0L) : List.of());
    assertThat(found(search, ALL, "sent")).hasSize(10);
  }
}
