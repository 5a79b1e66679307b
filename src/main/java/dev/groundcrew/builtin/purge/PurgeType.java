package dev.groundcrew.builtin.purge;

import dev.groundcrew.database.Database;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tasks that delete what is too old. Its sources must have been read before a task is made. */
@Dependent
class PurgeType implements TaskType {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private final Database history;
  private final PurgeSources sources;
  private final InstantSource clock;

  @Inject
  PurgeType(Database history, PurgeSources sources, InstantSource clock) {
    this.history = history;
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "purge";
  }

  @Override
  public String description() {
    return "Deletes rows older than a retention, in batches that can be cancelled between.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter(
            "source",
            Parameter.Kind.TEXT,
            "alias of a data source that groundcrew.purge.<alias>.jndi names; groundcrew is our own"
                + " history",
            false,
            PurgeSources.OWN,
            1,
            63),
        Parameter.text("table", "table of another source: name or schema.name"),
        Parameter.text(
            "column", "timestamp or date column of that table; without zone read as UTC"),
        Parameter.duration(
            "keep", "rows younger than this stay", Duration.ofDays(30), SHORTEST, LONGEST),
        Parameter.duration(
            "keep-failures",
            "runs of our own history that failed stay this long, or as long as keep if that is"
                + " longer",
            Duration.ofDays(120),
            SHORTEST,
            LONGEST),
        Parameter.integer("batch", "rows deleted in one transaction", 1_000, 1, 100_000),
        Parameter.flag("dry-run", "only count, and name the oldest and newest row", false));
  }

  @Override
  public Mode mode() {
    return Mode.POOLED;
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    String source = parameters.text("source");
    Optional<String> table = parameters.optionalText("table").filter(text -> !text.isBlank());
    Optional<String> column = parameters.optionalText("column").filter(text -> !text.isBlank());
    Supplier<OldRows> rows =
        source.equals(PurgeSources.OWN)
            ? ownHistory(parameters, table.isPresent() || column.isPresent())
            : rowsOf(source, table, column, parameters.duration("keep"));
    return new Purge(rows, (int) parameters.integer("batch"), parameters.flag("dry-run"));
  }

  private Supplier<OldRows> ownHistory(Parameters parameters, boolean namesATable) {
    if (namesATable) {
      throw new IllegalArgumentException(
          "table and column need a source other than groundcrew: leave them out, or name a source");
    }
    Duration keep = parameters.duration("keep");
    Duration keepFailures = parameters.duration("keep-failures");
    return () -> new OldHistory(history, clock.instant(), keep, keepFailures);
  }

  private Supplier<OldRows> rowsOf(
      String source, Optional<String> table, Optional<String> column, Duration keep) {
    if (table.isEmpty() || column.isEmpty()) {
      throw new IllegalArgumentException("table and column are needed for source " + source);
    }
    sources.requireAllowed(source, table.get());
    return () ->
        new OldTableRows(
            sources.database(source), table.get(), column.get(), clock.instant().minus(keep));
  }
}
