package dev.groundcrew.builtin.monitor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Asks the JVM and the operating system. For one thread at a time. */
final class Sampler implements Supplier<Sample> {
  private static final double PERCENT = 100;

  private final InstantSource clock;
  private final Path disk;
  private final Supplier<Map<String, Double>> pool;
  private long lastCollections = -1;
  private long lastCollectionMillis;

  /**
   * A sampler that has not sampled yet.
   *
   * @param disk a folder of the file store to watch
   * @param pool figures of the connection pool; empty where they cannot be seen
   */
  Sampler(InstantSource clock, Path disk, Supplier<Map<String, Double>> pool) {
    this.clock = clock;
    this.disk = disk;
    this.pool = pool;
  }

  @Override
  public Sample get() {
    var values = new TreeMap<String, Double>();
    processor(values);
    memory(values);
    collections(values);
    values.put("threads", (double) ManagementFactory.getThreadMXBean().getThreadCount());
    descriptors(values);
    disk(values);
    values.putAll(pool.get());
    return new Sample(clock.instant(), values);
  }

  /** A platform that cannot tell answers a negative number. */
  private static void putKnown(Map<String, Double> values, String metric, double value) {
    if (value >= 0) {
      values.put(metric, value);
    }
  }

  private static void processor(Map<String, Double> values) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      putKnown(values, "process-cpu-percent", system.getProcessCpuLoad() * PERCENT);
      putKnown(values, "system-cpu-percent", system.getCpuLoad() * PERCENT);
      putKnown(values, "load-average", system.getSystemLoadAverage());
    }
  }

  private static void memory(Map<String, Double> values) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    values.put("heap-used-bytes", (double) heap.getUsed());
    putKnown(values, "heap-max-bytes", (double) heap.getMax());
    if (heap.getMax() > 0) {
      values.put("heap-percent", PERCENT * (double) heap.getUsed() / heap.getMax());
    }
    values.put(
        "non-heap-used-bytes",
        (double) ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed());
  }

  /** Since the last sample; the first one has nothing to compare with. */
  private void collections(Map<String, Double> values) {
    long count = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    if (lastCollections >= 0) {
      values.put("gc-count", (double) (count - lastCollections));
      values.put("gc-millis", (double) (millis - lastCollectionMillis));
    }
    lastCollections = count;
    lastCollectionMillis = millis;
  }

  private static void descriptors(Map<String, Double> values) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      double open = unix.getOpenFileDescriptorCount();
      double limit = unix.getMaxFileDescriptorCount();
      values.put("descriptors-open", open);
      values.put("descriptors-limit", limit);
      values.put("descriptors-percent", PERCENT * open / limit);
    }
  }

  private void disk(Map<String, Double> values) {
    try {
      FileStore store = Files.getFileStore(disk);
      double free = store.getUsableSpace();
      double total = store.getTotalSpace();
      values.put("disk-free-bytes", free);
      values.put("disk-total-bytes", total);
      if (total > 0) {
        values.put("disk-free-percent", PERCENT * free / total);
      }
    } catch (IOException e) {
      // A store that cannot be asked is left out, as any figure that the platform does not tell.
      values.remove("disk-free-bytes");
    }
  }
}
