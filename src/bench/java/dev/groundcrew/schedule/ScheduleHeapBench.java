package dev.groundcrew.schedule;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What 100,000 schedules hold of the heap, each with an expression and a zone span of its own, and
 * how long it takes to read them. To reach: under 1,024 bytes each and under 2 seconds together.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 1)
@Fork(1)
public class ScheduleHeapBench {
  private static final int SCHEDULES = 100_000;

  /** The second result of a run. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Heap {
    /** Bytes that one schedule holds. */
    public long bytesPerSchedule;
  }

  /** The time includes two collections of the garbage. */
  @Benchmark
  public Object schedules(Heap heap) {
    long before = used();
    Schedule[] schedules = new Schedule[SCHEDULES];
    for (int i = 0; i < SCHEDULES; i++) {
      String expression = i % 60 + " " + i / 60 % 24 + " * * MON-FRI";
      schedules[i] = Schedule.cron(expression, ZoneId.of("Europe/Berlin"));
      if (schedules[i].next(Instant.EPOCH).isEmpty()) {
        throw new IllegalStateException(expression);
      }
    }
    heap.bytesPerSchedule = (used() - before) / SCHEDULES;
    return schedules;
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
