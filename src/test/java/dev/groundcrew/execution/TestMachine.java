package dev.groundcrew.execution;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A machine whose processors do what a test says. */
final class TestMachine implements Machine {
  private final int cores;
  private final AtomicLong process = new AtomicLong();
  private final Map<Long, Long> threads = new ConcurrentHashMap<>();
  private volatile double busy;
  private volatile Optional<Double> quota = Optional.empty();

  TestMachine(int cores) {
    this.cores = cores;
  }

  void busy(double now) {
    busy = now;
  }

  void quota(double cores) {
    quota = Optional.of(cores);
  }

  /** The process computes, on threads of no attempt. */
  void compute(long nanos) {
    process.addAndGet(nanos);
  }

  /** A thread computes. */
  void compute(long thread, long nanos) {
    process.addAndGet(nanos);
    threads.merge(thread, nanos, Long::sum);
  }

  @Override
  public int cores() {
    return cores;
  }

  @Override
  public long processCpuNanos() {
    return process.get();
  }

  @Override
  public double busy() {
    return busy;
  }

  @Override
  public long cpuNanos(long thread) {
    return threads.getOrDefault(thread, 0L);
  }

  @Override
  public Optional<Double> quota() {
    return quota;
  }
}
