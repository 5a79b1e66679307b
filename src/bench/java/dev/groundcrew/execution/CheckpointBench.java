package dev.groundcrew.execution;

import dev.groundcrew.run.History;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskContext;
import dev.groundcrew.task.TaskDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a checkpoint costs while nothing holds the run back. To reach: under 100 ns. */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CheckpointBench {
  private TaskContext context;

  /** Begins an attempt on this thread, whose context outlives it. */
  @Setup
  public void begin() {
    var gate = new Gate(new GateSettings(true, 0.1, 0.2, List.of()), new RequestLoad());
    TaskDefinition definition =
        TaskDefinition.of("bench", TaskAttributes.defaults("UTC"), Mode.POOLED, new ArrayList<>())
            .orElseThrow();
    InstantSource clock = InstantSource.system();
    var seen = new AtomicReference<TaskContext>();
    Run run =
        Run.queued(1, "bench", Origin.startup(), "", Instant.EPOCH).started("a", Instant.EPOCH);
    new Attempt(
            run,
            definition,
            running -> {
              seen.set(running);
              return null;
            },
            new History(null, clock, 1, changed -> {}).logOf(run),
            clock,
            (pause, action) -> () -> {},
            Runnable::run,
            new Outlook(gate, Optional.empty(), 0),
            Tracing.NONE,
            started -> {},
            ended -> {})
        .submit()
        .run();
    context = seen.get();
  }

  /** One checkpoint. */
  @Benchmark
  public boolean proceed() {
    return context.proceed();
  }
}
