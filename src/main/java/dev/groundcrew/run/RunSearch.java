package dev.groundcrew.run;

import dev.groundcrew.database.Dialect;
import dev.groundcrew.database.Row;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks for runs by what they said, in bounded time (ADR 96). A common word is soon met among the
 * newest runs, so these are read first. If they do not fill the page, PostgreSQL's index of words
 * names all runs that said a rare one. A word that is neither, or any word on H2, is answered from
 * the newest runs alone, and the answer says how far back that was.
 *
 * @param newest so many runs that fit the rest of a search are read, the newest of them
 * @param rare words are rare if no more runs than this said them
 */
public record RunSearch(int newest, int rare) {
  /**
   * An index alone gives the ids, planned for all of them; of rows no more are read than it takes
   * to fill the page. The order is said once more for versions that do not know it of {@code with}.
   */
  private static final String NEWEST_ONE_BY_ONE =
      """
      with newest as materialized (
        select id as newest_id from groundcrew_run where %2$s order by %3$s fetch first %4$d rows only
      )
      select %1$s from (select newest_id from newest order by newest_id desc) as walk
      cross join lateral (select * from groundcrew_run where id = newest_id offset 0) as one
      where %5$s order by newest_id desc fetch first ? rows only
      """;

  /** H2 has no lateral join. */
  private static final String NEWEST_AT_ONCE =
      """
      select %s from (
        select * from groundcrew_run where %s order by %s fetch first %d rows only
      ) as newest
      where %s order by id desc fetch first ? rows only
      """;

  /** So many times as many runs as a rare word's take some 10 ms to list. */
  private static final int LONG_TO_LIST = 8;

  /** What {@code analyze} knows of the words that begin so, of the thousand commonest. */
  private static final String IS_COMMON =
      """
      select coalesce(sum(share), 0) * max(reltuples) > ? as is_common
      from pg_class as history
      left join pg_stats on tablename = 'groundcrew_run_words' and schemaname = current_schema()
      left join lateral unnest(most_common_elems::text::text[], most_common_elem_freqs)
        as known (word, share) on starts_with(word, ?)
      where history.oid = 'groundcrew_run'::regclass
      """;

  /** Bounds with which a word of 1.2 % of a million runs fills a page of 50 either way. */
  public RunSearch() {
    this(5_000, 12_000);
  }

  /**
   * A page, the newest first.
   *
   * @param lookedTo if older runs were not looked at: the id from which on all were
   */
  public record Found(List<Run> runs, OptionalLong lookedTo) {
    private static Found whole(List<Run> runs) {
      return new Found(runs, OptionalLong.empty());
    }
  }

  /**
   * Looks once, in a transaction of its own: it may tell PostgreSQL how to plan the rest of it.
   *
   * @param words what words of message, error or reason begin with, as {@link Words#of} gives them;
   *     all of them
   * @param below only ids smaller than this
   */
  public Found find(Sql sql, RunFilter filter, List<String> words, long below, int limit)
      throws SQLException {
    if (sql.dialect() == Dialect.POSTGRESQL) {
      // A plan for any value reads the whole table for some; compiling one takes longer than it.
      sql.update("set local plan_cache_mode = force_custom_plan");
      sql.update("set local jit = off");
    }
    if (words.isEmpty()) {
      return Found.whole(RunTable.list(sql, filter, below, limit));
    }
    RunConditions conditions = RunConditions.of(filter, below);
    List<Run> met = amongNewest(sql, conditions, words, limit);
    if (met.size() == limit) {
      return Found.whole(met);
    }
    OptionalLong last = lastOfNewest(sql, conditions);
    if (last.isEmpty()) {
      return Found.whole(met);
    }
    return named(sql, conditions, words, limit)
        .map(Found::whole)
        .orElseGet(() -> new Found(met, last));
  }

  private List<Run> amongNewest(Sql sql, RunConditions conditions, List<String> words, int limit)
      throws SQLException {
    var arguments = new ArrayList<Object>(conditions.arguments());
    String said = Words.said(sql.dialect(), words, arguments);
    arguments.add(limit);
    return sql.list(
        (sql.dialect() == Dialect.POSTGRESQL ? NEWEST_ONE_BY_ONE : NEWEST_AT_ONCE)
            .formatted(RunTable.COLUMNS, conditions.text(), conditions.newestFirst(), newest, said),
        RunTable::read,
        arguments.toArray());
  }

  /** Empty if the newest are all that fit. */
  private OptionalLong lastOfNewest(Sql sql, RunConditions conditions) throws SQLException {
    Optional<Long> last =
        sql.first(
            "select id from groundcrew_run where "
                + conditions.text()
                + " order by "
                + conditions.newestFirst()
                + " offset ? rows fetch first 1 row only",
            row -> row.number("id"),
            conditions.argumentsAnd(newest - 1));
    return last.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /** A line of {@link #named}: there is one even if no run fits. */
  private record Line(long said, Optional<Run> run) {
    static Line read(Row row) throws SQLException {
      return new Line(
          row.number("said_by"),
          row.optionalNumber("id").isPresent()
              ? Optional.of(RunTable.read(row))
              : Optional.empty());
    }
  }

  /**
   * Those that an index of words names; empty if it names too many, or there is none. The planner
   * is not asked: it cannot know how rare the beginning of a word is, and takes each row's words
   * for cheap to find. An array, not a join, so that it begins with the ids. The index makes a list
   * of all that it names before it gives one: a word that is known to be common is not asked for.
   */
  private Optional<List<Run>> named(
      Sql sql, RunConditions conditions, List<String> words, int limit) throws SQLException {
    if (sql.dialect() != Dialect.POSTGRESQL) {
      return Optional.empty();
    }
    List<String> common = common(sql, words);
    List<String> telling = words.stream().filter(word -> !common.contains(word)).toList();
    if (telling.isEmpty()) {
      return Optional.empty();
    }
    sql.update("set local enable_seqscan = off");
    var arguments = new ArrayList<Object>();
    String indexed = Words.indexed(telling, arguments);
    arguments.addAll(conditions.arguments());
    String rest =
        conditions.text()
            + (common.isEmpty() ? "" : " and " + Words.said(sql.dialect(), common, arguments));
    arguments.add(limit);
    String statement =
        """
        with named as materialized (
          select id from groundcrew_run where %s fetch first %d rows only
        ), counted as materialized (select count(*) as said_by from named)
        select said_by, fitting.* from counted left join lateral (
          select %s from groundcrew_run
          where said_by <= %d and id = any (array(select id from named)) and %s
          order by id desc fetch first ? rows only
        ) as fitting on true
        order by id desc
        """
            .formatted(indexed, rare + 1, RunTable.COLUMNS, rare, rest);
    List<Line> lines = sql.list(statement, Line::read, arguments.toArray());
    return lines.get(0).said() > rare
        ? Optional.empty()
        : Optional.of(lines.stream().flatMap(line -> line.run().stream()).toList());
  }

  /** Those that the index's statistics know for so common that to list their runs takes long. */
  private List<String> common(Sql sql, List<String> words) throws SQLException {
    var common = new ArrayList<String>();
    for (String word : words) {
      boolean known =
          sql.first(IS_COMMON, row -> row.flag("is_common"), LONG_TO_LIST * rare, word)
              .orElse(false);
      if (known) {
        common.add(word);
      }
    }
    return common;
  }
}
