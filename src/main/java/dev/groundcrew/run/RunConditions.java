package dev.groundcrew.run;

import dev.groundcrew.task.Trigger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a filter asks of a row, as SQL.
 *
 * @param text without {@code where}
 * @param arguments what stands for its marks, in order
 * @param newestFirst in the order of an index, else H2 sorts all that fits the filter for each page
 */
record RunConditions(String text, List<Object> arguments, String newestFirst) {
  /** Asks the index of retries once for each row. */
  private static final String UNRETRIED =
      " and not exists (select 1 from groundcrew_run again"
          + " where again.retry_of = groundcrew_run.id and again.state <> 'SKIPPED')";

  /**
   * @param below only ids smaller than this
   */
  static RunConditions of(RunFilter filter, long below) {
    var text = new StringBuilder("id < ?");
    var arguments = new ArrayList<Object>();
    arguments.add(below);
    narrow(text, arguments, filter);
    alternatives(text, arguments, "task", filter.tasks());
    fitting(text, arguments, filter.within());
    alternatives(text, arguments, "state", filter.states());
    alternatives(text, arguments, "trigger_kind", filter.triggers());
    alternatives(text, arguments, "node", filter.nodes());
    filter.since().ifPresent(since -> condition(text, arguments, "queued_at >= ?", since));
    filter.until().ifPresent(until -> condition(text, arguments, "queued_at < ?", until));
    if (filter.unretried()) {
      text.append(UNRETRIED);
    }
    return new RunConditions(text.toString(), arguments, newestFirst(filter));
  }

  /** The arguments with more behind them. */
  Object[] argumentsAnd(Object... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toArray();
  }

  private static String newestFirst(RunFilter filter) {
    if (filter.tasks().size() == 1) {
      return "task, id desc";
    }
    return filter.states().size() == 1 ? "state, id desc" : "id desc";
  }

  /** What the other conditions imply, said so that an index of a long history serves them. */
  private static void narrow(StringBuilder text, List<Object> arguments, RunFilter filter) {
    filter.since().map(RunIds::lowest).ifPresent(id -> condition(text, arguments, "id >= ?", id));
    filter.until().map(RunIds::highest).ifPresent(id -> condition(text, arguments, "id <= ?", id));
    // The partial indexes of V86 and V90: a statement that is prepared for any value must imply
    // them too.
    if (!filter.triggers().isEmpty() && !filter.triggers().contains(Trigger.SCHEDULE)) {
      text.append(" and trigger_kind <> 'SCHEDULE'");
    }
    if (!filter.states().isEmpty() && RunState.FAILURES.containsAll(filter.states())) {
      text.append(" and state in ('FAILED', 'TIMED_OUT', 'ABANDONED')");
    }
    if (!filter.states().isEmpty() && !filter.states().contains(RunState.SUCCEEDED)) {
      text.append(" and state <> 'SUCCEEDED'");
    }
    if (!filter.nodes().isEmpty() && !filter.nodes().contains("")) {
      text.append(" and node <> ''");
    }
  }

  private static void alternatives(
      StringBuilder text, List<Object> arguments, String column, List<?> values) {
    if (!values.isEmpty()) {
      text.append(" and ").append(column).append(" in ").append(RunTable.marks(values.size()));
      arguments.addAll(values);
    }
  }

  /** No name of a task has a character that means something to {@code like}. */
  private static void fitting(StringBuilder text, List<Object> arguments, List<String> patterns) {
    if (!patterns.isEmpty()) {
      text.append(" and (")
          .append(String.join(" or ", Collections.nCopies(patterns.size(), "task like ?")))
          .append(")");
      patterns.forEach(pattern -> arguments.add(pattern.replace('*', '%')));
    }
  }

  private static void condition(
      StringBuilder text, List<Object> arguments, String condition, Object value) {
    text.append(" and ").append(condition);
    arguments.add(value);
  }
}
