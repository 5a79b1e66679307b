package dev.groundcrew.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much processor time the control groups of Linux leave to this process, in cores: version 2
 * ({@code cpu.max}) and version 1 ({@code cpu.cfs_quota_us}). The tightest group on the way up
 * counts. See the kernel's admin-guide/cgroup-v2 and scheduler/sched-bwc.
 */
final class CpuQuota {
  private CpuQuota() {}

  /**
   * Reads it.
   *
   * @param root the root of the file system
   * @return empty if there is no limit, or the system is another
   */
  static Optional<Double> below(Path root) {
    var quotas = new ArrayList<Double>();
    for (String line : lines(root.resolve("proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts.length < 3) {
        continue;
      }
      if (parts[1].isEmpty()) {
        upwards(root.resolve("sys/fs/cgroup"), parts[2])
            .forEach(group -> ofVersion2(group).ifPresent(quotas::add));
      } else if (List.of(parts[1].split(",")).contains("cpu")) {
        upwards(root.resolve("sys/fs/cgroup").resolve(parts[1]), parts[2])
            .forEach(group -> ofVersion1(group).ifPresent(quotas::add));
      }
    }
    return quotas.stream().min(Double::compare);
  }

  /** A group and all above it. In a container the mount may show the group itself as its root. */
  private static List<Path> upwards(Path mount, String group) {
    var all = new ArrayList<Path>();
    Path top = mount.normalize();
    Path at = mount.resolve(group.substring(1)).normalize();
    while (at != null && at.startsWith(top)) {
      all.add(at);
      at = at.getParent();
    }
    return all;
  }

  private static Optional<Double> ofVersion2(Path group) {
    return lines(group.resolve("cpu.max")).stream()
        .map(line -> line.split(" ", 2))
        .filter(parts -> parts.length == 2)
        .findFirst()
        .flatMap(parts -> share(parts[0], parts[1]));
  }

  private static Optional<Double> ofVersion1(Path group) {
    List<String> quota = lines(group.resolve("cpu.cfs_quota_us"));
    List<String> period = lines(group.resolve("cpu.cfs_period_us"));
    return quota.isEmpty() || period.isEmpty()
        ? Optional.empty()
        : share(quota.get(0), period.get(0));
  }

  private static Optional<Double> share(String quota, String period) {
    try {
      double cores = Double.parseDouble(quota) / Double.parseDouble(period);
      return cores > 0 ? Optional.of(cores) : Optional.empty();
    } catch (NumberFormatException e) {
      // "max": no limit.
      return Optional.empty();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      // A kernel that does not tell sets no limit that we could keep to.
      return List.of();
    }
  }
}
