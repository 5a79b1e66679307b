package dev.groundcrew.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a step from one due time to the next costs. To reach: under 2 microseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ScheduleBench {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2076-01-01T00:00:00Z");

  /** From every minute to every fourth year. */
  @Param({"* * * * *", "*/15 8-17 * * MON-FRI", "0 0 29 2 *"})
  public String expression;

  private Schedule schedule;
  private Instant at;

  /** Begins in a zone whose clocks change. */
  @Setup
  public void begin() {
    schedule = Schedule.cron(expression, ZoneId.of("Europe/Berlin"));
    at = START;
  }

  /** One step; after 50 years it begins anew. */
  @Benchmark
  public Instant next() {
    Instant due = schedule.next(at).orElseThrow();
    at = due.isBefore(END) ? due : START;
    return due;
  }

  /** Reading an expression, the check that it fires included. */
  @Benchmark
  public Schedule read() {
    return Schedule.cron(expression, ZoneId.of("Europe/Berlin"));
  }
}
