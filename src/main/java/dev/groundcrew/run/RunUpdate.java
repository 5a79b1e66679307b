package dev.groundcrew.run;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.groundcrew.database.Dialect;
import dev.groundcrew.database.Sql;
import dev.groundcrew.run.RunColumns.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The statements that bring rows to where their runs stand now. On PostgreSQL one statement does so
 * for many: to begin a statement costs it nearly as much as to write the row. Stateless.
 */
final class RunUpdate {
  private static final List<Column> COLUMNS = RunColumns.CHANGING;

  private static final String ONE =
      "update groundcrew_run set "
          + COLUMNS.stream().map(column -> column.name() + " = ?").collect(joining(", "))
          + """
             where id = ? and token = ?
            and (state in ('QUEUED', 'RUNNING', 'CANCELLING') or (state = 'SKIPPED' and ? > skips))
          """;

  /**
   * The ids stand in it twice: with an array of them a planner that cannot know how few they are
   * reads by the primary key, and for a join alone it might read the whole table.
   */
  private static final String MANY =
      "update groundcrew_run as run set "
          + COLUMNS.stream()
              .map(column -> column.name() + " = fresh." + column.name())
              .collect(joining(", "))
          + " from unnest(cast(? as bigint[]), cast(? as bigint[]), "
          + COLUMNS.stream()
              .map(column -> "cast(? as " + column.type() + "[])")
              .collect(joining(", "))
          + ") as fresh (id, token, "
          + COLUMNS.stream().map(Column::name).collect(joining(", "))
          + """
            ) where run.id = any (cast(? as bigint[])) and run.id = fresh.id
              and run.token = fresh.token
              and (run.state in ('QUEUED', 'RUNNING', 'CANCELLING')
                or (run.state = 'SKIPPED' and fresh.skips > run.skips))
            returning run.id
          """;

  private RunUpdate() {}

  /** {@link RunTable#update}. */
  static int[] of(Sql sql, Collection<Run> runs) throws SQLException {
    return runs.size() > 1 && sql.dialect() == Dialect.POSTGRESQL
        ? inOneStatement(sql, List.copyOf(runs))
        : oneByOne(sql, runs);
  }

  private static int[] oneByOne(Sql sql, Collection<Run> runs) throws SQLException {
    return sql.batch(
        ONE,
        runs.stream()
            .map(
                run ->
                    RunColumns.joined(
                        RunColumns.changing(run),
                        run.id(),
                        run.claim().token(),
                        run.skips().count()))
            .toList());
  }

  private static int[] inOneStatement(Sql sql, List<Run> runs) throws SQLException {
    var ids = new Sql.Many("bigint", runs.stream().map(Run::id).toList());
    var arguments = new ArrayList<Object>();
    arguments.add(ids);
    arguments.add(new Sql.Many("bigint", runs.stream().map(run -> run.claim().token()).toList()));
    List<Object[]> rows = runs.stream().map(RunColumns::changing).toList();
    for (int i = 0; i < COLUMNS.size(); i++) {
      int column = i;
      List<Object> values = rows.stream().map(row -> row[column]).toList();
      arguments.add(new Sql.Many(COLUMNS.get(i).type(), values));
    }
    arguments.add(ids);
    Set<Long> changed =
        sql.list(MANY, row -> row.number("id"), arguments.toArray()).stream().collect(toSet());
    return runs.stream().mapToInt(run -> changed.contains(run.id()) ? 1 : 0).toArray();
  }
}
