package dev.groundcrew.engine;

import dev.groundcrew.database.Database;
import dev.groundcrew.execution.Execution;
import dev.groundcrew.execution.Verdict;
import dev.groundcrew.execution.Workload;
import dev.groundcrew.run.AttemptTable;
import dev.groundcrew.run.History;
import dev.groundcrew.run.LogLine;
import dev.groundcrew.run.PastAttempt;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunFilter;
import dev.groundcrew.run.RunLogTable;
import dev.groundcrew.run.RunSearch;
import dev.groundcrew.run.RunState;
import dev.groundcrew.run.RunTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs as they stand this instant: what is under way here, else what waits to be written, else what
 * the database has. What asks the database throws a {@code DatabaseException} while that is away.
 * Safe for use by several threads.
 */
public final class RunReader {
  private static final List<RunState> MEASURED =
      List.of(RunState.SUCCEEDED, RunState.CANCELLED, RunState.TIMED_OUT);

  private final RunSearch search = new RunSearch();
  private final Database database;
  private final History history;
  private final Execution execution;

  RunReader(Database database, History history, Execution execution) {
    this.database = database;
    this.history = history;
    this.execution = execution;
  }

  /** A run, if there is one of that id. */
  public Optional<Run> find(long id) {
    return newest(id).or(() -> database.transaction(sql -> RunTable.find(sql, id)));
  }

  /** An attempt that has ended is not told: whether its run has, too, is known once recorded. */
  private Optional<Run> newest(long id) {
    return execution.live(id).filter(run -> !run.state().isFinal()).or(() -> history.unwritten(id));
  }

  /**
   * Stored runs, the newest first; those of a schedule appear up to 250 ms after they began.
   *
   * @param below only ids smaller than this
   */
  public List<Run> list(RunFilter filter, long below, int limit) {
    return search(filter, List.of(), below, limit).runs();
  }

  /**
   * The same of those that said some words, by {@link RunSearch}'s bounds.
   *
   * @param words what words of message, error or reason begin with; none means any run
   */
  public RunSearch.Found search(RunFilter filter, List<String> words, long below, int limit) {
    RunSearch.Found found =
        database.transaction(sql -> search.find(sql, filter, words, below, limit));
    return new RunSearch.Found(newest(found.runs()), found.lookedTo());
  }

  private List<Run> newest(List<Run> stored) {
    return stored.stream()
        .map(run -> run.state().isFinal() ? run : newest(run.id()).orElse(run))
        .toList();
  }

  /**
   * How many stored runs fit, counted no further than to a bound.
   *
   * @param below only ids smaller than this
   */
  public int count(RunFilter filter, long below, int most) {
    return database.transaction(sql -> RunTable.count(sql, filter, below, most));
  }

  /** What a task's recent runs on all nodes say about the mode it needs. */
  Verdict verdict(String task) {
    RunFilter measured = RunFilter.ofTask(task).in(MEASURED);
    return new Workload(list(measured, Long.MAX_VALUE, Workload.RUNS)).verdict();
  }

  /** The attempts of a run that did not end it, in order. */
  public List<PastAttempt> attempts(long run) {
    return database.transaction(sql -> AttemptTable.of(sql, run));
  }

  /** Lines of a run's log, those not written yet included. */
  public List<LogLine> log(long run, int after, int limit) {
    List<LogLine> fresh = history.unwrittenLines(run);
    var lines =
        new ArrayList<LogLine>(
            database.transaction(sql -> RunLogTable.read(sql, run, after, limit)));
    int last = lines.isEmpty() ? after : lines.get(lines.size() - 1).number();
    fresh.stream().filter(line -> line.number() > last && lines.size() < limit).forEach(lines::add);
    return lines;
  }
}
