package dev.groundcrew.run;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements on {@code groundcrew_run_log}: chunks of whole lines. Stateless. */
public final class RunLogTable {
  private RunLogTable() {}

  /**
   * Stores one chunk.
   *
   * @param lines consecutive, not empty
   */
  static void insert(Sql sql, long run, List<LogLine> lines) throws SQLException {
    sql.update(
        "insert into groundcrew_run_log (run, first_line, line_count, lines) values (?, ?, ?, ?)",
        run,
        lines.get(0).number(),
        lines.size(),
        lines.stream().map(LogLine::toString).collect(Collectors.joining("\n")));
  }

  /** The number of the last line of a run; 0 if it has said nothing. */
  static int lastLine(Sql sql, long run) throws SQLException {
    return sql.first(
            "select max(first_line + line_count - 1) as last from groundcrew_run_log where run = ?",
            row -> (int) row.number("last"),
            run)
        .orElse(0);
  }

  /**
   * Lines of a run, in order.
   *
   * @param after only lines with a greater number
   */
  public static List<LogLine> read(Sql sql, long run, int after, int limit) throws SQLException {
    var lines = new ArrayList<LogLine>();
    List<Chunk> chunks =
        sql.list(
            """
            select first_line, lines from groundcrew_run_log
            where run = ? and first_line + line_count - 1 > ? order by first_line
            fetch first ? rows only
            """,
            row -> new Chunk((int) row.number("first_line"), row.text("lines")),
            run,
            after,
            limit);
    for (Chunk chunk : chunks) {
      int number = chunk.firstLine;
      for (String stored : chunk.lines.split("\n", -1)) {
        if (number > after && lines.size() < limit) {
          lines.add(LogLine.parse(number, stored));
        }
        number++;
      }
    }
    return lines;
  }

  private record Chunk(int firstLine, String lines) {}
}
