package dev.groundcrew.builtin.monitor;

import dev.groundcrew.builtin.ThresholdCrossed;
import dev.groundcrew.database.Database;
import dev.groundcrew.settings.Own;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Tasks that watch this server. */
@Dependent
class MonitorType implements TaskType {
  private final Database database;
  private final InstantSource clock;
  private final Event<ThresholdCrossed> crossings;
  private final String node;

  @Inject
  MonitorType(
      Database database,
      @Own InstantSource clock,
      Event<ThresholdCrossed> crossings,
      @Own String node) {
    this.database = database;
    this.clock = clock;
    this.crossings = crossings;
    this.node = node;
  }

  @Override
  public String name() {
    return "monitor";
  }

  @Override
  public String description() {
    return "Samples processor, memory, threads, descriptors, disk and the connection pool.";
  }

  @Override
  public Mode mode() {
    return Mode.POOLED;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.integer("series", "samples kept in memory", 360, 10, 10_000),
        Parameter.integer("max-cpu", "process CPU in percent; 0 is no limit", 0, 0, 100),
        Parameter.integer("max-heap", "heap in percent of its maximum; 0 is no limit", 90, 0, 100),
        Parameter.integer(
            "max-descriptors", "open files in percent of the limit; 0 is no limit", 90, 0, 100),
        Parameter.integer(
            "min-disk-free", "free disk in percent of its size; 0 is no limit", 5, 0, 100),
        Parameter.integer(
            "clear-after", "good samples in a row until a problem clears", 3, 1, 100));
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    return new Monitor(
        task,
        node,
        new Sampler(clock, Path.of("").toAbsolutePath(), new PoolFigures(database)),
        new Series((int) parameters.integer("series")),
        thresholds(parameters),
        database,
        crossings::fire);
  }

  private static List<Threshold> thresholds(Parameters parameters) {
    long clearAfter = parameters.integer("clear-after");
    return List.of(
        Threshold.most("max-cpu", "process-cpu-percent", parameters.integer("max-cpu"), clearAfter),
        Threshold.most("max-heap", "heap-percent", parameters.integer("max-heap"), clearAfter),
        Threshold.most(
            "max-descriptors",
            "descriptors-percent",
            parameters.integer("max-descriptors"),
            clearAfter),
        Threshold.least(
            "min-disk-free", "disk-free-percent", parameters.integer("min-disk-free"), clearAfter));
  }
}
