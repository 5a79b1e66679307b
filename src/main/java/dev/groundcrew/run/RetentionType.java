package dev.groundcrew.run;

import dev.groundcrew.database.Compaction;
import dev.groundcrew.database.Database;
import dev.groundcrew.settings.Own;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;

/** Tasks that let old runs go. The settings must have been read before a task runs. */
@Dependent
class RetentionType implements TaskType {
  private final Database database;
  private final RetentionConfig config;
  private final InstantSource clock;

  @Inject
  RetentionType(Database database, RetentionConfig config, @Own InstantSource clock) {
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public String description() {
    return "Deletes runs and their logs beyond groundcrew.history.*; the last run of a task stays.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.integer("batch", "runs deleted in one transaction", 500, 1, 10_000),
        Parameter.flag("dry-run", "only count", false));
  }

  @Override
  public Mode mode() {
    return Mode.POOLED;
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    return new RetentionTask(
        () -> new Retention(database, config.settings(), clock.instant()),
        () -> Compaction.run(database),
        (int) parameters.integer("batch"),
        parameters.flag("dry-run"));
  }
}
