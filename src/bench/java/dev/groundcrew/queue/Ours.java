package dev.groundcrew.queue;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.engine.ScheduledDefinition;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.TestEngine;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunIds;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.run.Submission;
import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A whole engine without a server: one node, everything written to the history. */
final class Ours implements Contender {
  private static final String TASK = "bench";
  private static final int BATCH = 100;

  private final InstantSource clock = InstantSource.system();
  private final RunIds ids = new RunIds(clock, 1);
  private final TestDatabase tables;
  private final TestEngine engine;
  private final Task task;

  Ours(TestDatabase tables, Runnable body) {
    this(
        tables,
        List.of(
            task(
                TASK,
                Map.of("overlap", "ALLOW"),
                Schedule.never(),
                context -> {
                  body.run();
                  return null;
                })));
  }

  /** An engine with these tasks; {@link #submit} asks for the first. */
  Ours(TestDatabase tables, List<Task> tasks) {
    this.tables = tables;
    this.task = tasks.get(0);
    engine = new TestEngine(tables.url(), "bench", THREADS, Duration.ofSeconds(5), tasks);
  }

  /** A task that runs once in the cluster. */
  static Task task(String name, Map<String, String> attributes, Schedule schedule, TaskBody body) {
    var faults = new ArrayList<AttributeFault>();
    TaskDefinition definition =
        TaskDefinition.of(
                name,
                TaskAttributes.defaults("UTC")
                    .overriddenBy(Source.ANNOTATION, Map.of("scope", "ONCE_PER_CLUSTER"))
                    .overriddenBy(Source.ANNOTATION, attributes),
                Mode.POOLED,
                faults)
            .orElseThrow(() -> new IllegalArgumentException(faults.toString()));
    return new Task(new ScheduledDefinition(definition, schedule), body, Optional.empty());
  }

  @Override
  public void store(int count) {
    for (int from = 0; from < count; from += BATCH) {
      List<Run> some = Stream.generate(this::queued).limit(Math.min(BATCH, count - from)).toList();
      tables
          .database()
          .transaction(
              sql -> {
                RunTable.insert(sql, some);
                return null;
              });
    }
  }

  private Run queued() {
    Instant now = clock.instant();
    return Run.queued(ids.next(), task.name(), Origin.manual("bench"), Submission.PLAIN, "", now);
  }

  @Override
  public void start() {
    engine.start();
  }

  @Override
  public void submit() {
    Run ignored = engine.submit(task);
  }

  @Override
  public long left() {
    return tables.number("select count(*) as n from groundcrew_run where ended_at is null");
  }

  @Override
  public void close() {
    engine.close();
  }
}
