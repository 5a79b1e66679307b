package dev.groundcrew.builtin.purge;

import dev.groundcrew.settings.Own;
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

/** Tasks that delete what is too old. Its sources must have been read before a task is made. */
@Dependent
class PurgeType implements TaskType {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private final PurgeSources sources;
  private final InstantSource clock;

  @Inject
  PurgeType(PurgeSources sources, @Own InstantSource clock) {
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
        Parameter.requiredText(
            "source", "alias of a data source that groundcrew.purge.<alias>.jndi names"),
        Parameter.requiredText("table", "table of that source: name or schema.name"),
        Parameter.requiredText(
            "column", "timestamp or date column of that table; without zone read as UTC"),
        Parameter.duration(
            "keep", "rows younger than this stay", Duration.ofDays(30), SHORTEST, LONGEST),
        Parameter.integer("batch", "rows deleted in one transaction", 1_000, 1, 100_000),
        Parameter.flag("dry-run", "only count, and name the oldest and newest row", false));
  }

  @Override
  public Mode mode() {
    return Mode.POOLED;
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    return purge(parameters, parameters.flag("dry-run"));
  }

  /** A dry run, unless the task never does more than that. */
  @Override
  public Optional<TaskBody> rehearsal(String task, Parameters parameters) {
    return parameters.flag("dry-run") ? Optional.empty() : Optional.of(purge(parameters, true));
  }

  private TaskBody purge(Parameters parameters, boolean dryRun) {
    String source = parameters.text("source");
    String table = parameters.text("table");
    String column = parameters.text("column");
    Duration keep = parameters.duration("keep");
    sources.requireAllowed(source, table);
    return new Purge(
        () ->
            new OldTableRows(sources.database(source), table, column, clock.instant().minus(keep)),
        (int) parameters.integer("batch"),
        dryRun);
  }
}
