package dev.groundcrew.engine;

import dev.groundcrew.execution.PlainThreads;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskDefinition;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to register 100,000 tasks with cron expressions of their own: read the schedule,
 * put the task into the catalogue and the timetable. To reach: under 2 seconds together and under
 * 1,024 bytes of heap each beyond their definition.
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
@Warmup(iterations = 2)
@Measurement(iterations = 1)
@Fork(1)
public class RegistrationBench {
  private static final int TASKS = 100_000;

  private final List<TaskDefinition> definitions = new ArrayList<>();

  /** The results of a run. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cost {
    /** Milliseconds for all tasks, without the collections of the garbage. */
    public long milliseconds;

    /** Milliseconds of processor time of the same. */
    public long cpuMilliseconds;

    /** Bytes that one task holds beyond its definition. */
    public long bytesPerTask;

    /** Milliseconds of processor time in the two seconds after it, in which nothing is due. */
    public long idleCpuMilliseconds;
  }

  /** Definitions are not what is measured. */
  @Setup(Level.Trial)
  public void define() {
    for (int i = 0; i < TASKS; i++) {
      String cron = i % 60 + " " + i / 60 % 24 + " 1 1 *";
      var faults = new ArrayList<AttributeFault>();
      definitions.add(
          TaskDefinition.of(
                  "task-" + i,
                  TaskAttributes.defaults("Europe/Berlin")
                      .overriddenBy(Source.ANNOTATION, Map.of("cron", cron)),
                  Mode.POOLED,
                  faults)
              .orElseThrow());
    }
  }

  /** Registers all of them. */
  @Benchmark
  public Object register(Cost cost) throws InterruptedException {
    try (var threads = new PlainThreads()) {
      InstantSource clock = InstantSource.system();
      long before = used();
      long start = System.nanoTime();
      long startCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      var timer = new HeapTimer(threads);
      var timetable = new Timetable(timer, clock, tick -> {});
      var schedules = new Schedules(timetable, clock, name -> false);
      var catalogue = new Catalogue(List.of());
      for (TaskDefinition definition : definitions) {
        var faults = new ArrayList<AttributeFault>();
        var task =
            new Task(
                new ScheduledDefinition(
                    definition,
                    TimingSchedule.of(definition.timing(), definition.name(), Instant.EPOCH, faults)
                        .orElseThrow()),
                context -> null,
                Optional.empty());
        catalogue.add(task);
        schedules.begin(task, clock.instant());
      }
      cost.milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      cost.cpuMilliseconds =
          TimeUnit.NANOSECONDS.toMillis(
              ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startCpu);
      cost.bytesPerTask = (used() - before) / TASKS;
      long cpu = cpuNanos();
      TimeUnit.SECONDS.sleep(2);
      cost.idleCpuMilliseconds = TimeUnit.NANOSECONDS.toMillis(cpuNanos() - cpu);
      timer.close();
      return catalogue;
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
