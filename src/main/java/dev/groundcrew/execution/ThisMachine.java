package dev.groundcrew.execution;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Optional;

/** The machine that this process runs on, as the JVM and the kernel describe it. */
final class ThisMachine implements Machine {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Kept, since to find it again takes longer than to ask it. */
  private static final Object SYSTEM = ManagementFactory.getOperatingSystemMXBean();

  private final Optional<Double> quota = CpuQuota.below(Path.of("/"));

  @Override
  public int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public long processCpuNanos() {
    return system().map(OperatingSystemMXBean::getProcessCpuTime).orElse(-1L);
  }

  @Override
  public double busy() {
    return system().map(OperatingSystemMXBean::getCpuLoad).orElse(-1.0);
  }

  private static Optional<OperatingSystemMXBean> system() {
    return SYSTEM instanceof OperatingSystemMXBean system ? Optional.of(system) : Optional.empty();
  }

  @Override
  public long cpuNanos(long thread) {
    return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread) : -1;
  }

  @Override
  public Optional<Double> quota() {
    return quota;
  }
}
