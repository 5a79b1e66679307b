package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuQuotaTest {
  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void thereIsNoneElsewhereThanOnLinux() {
    assertThat(CpuQuota.below(root)).isEmpty();
  }

  @Test
  void thereIsNoneWhereTheGroupHasNoLimit() throws IOException {
    file("proc/self/cgroup", "0::/app\n");
    file("sys/fs/cgroup/app/cpu.max", "max 100000\n");

    assertThat(CpuQuota.below(root)).isEmpty();
  }

  @Test
  void theTightestGroupOnTheWayUpCounts() throws IOException {
    file("proc/self/cgroup", "0::/pod/app\n");
    file("sys/fs/cgroup/pod/app/cpu.max", "200000 100000\n");
    file("sys/fs/cgroup/pod/cpu.max", "150000 100000\n");

    assertThat(CpuQuota.below(root)).contains(1.5);
  }

  @Test
  void aContainerThatShowsItsOwnGroupAsTheRootIsRead() throws IOException {
    file("proc/self/cgroup", "0::/\n");
    file("sys/fs/cgroup/cpu.max", "50000 100000\n");

    assertThat(CpuQuota.below(root)).contains(0.5);
  }

  @Test
  void versionOneIsRead() throws IOException {
    file("proc/self/cgroup", "5:memory:/app\n4:cpu,cpuacct:/app\n");
    file("sys/fs/cgroup/cpu,cpuacct/app/cpu.cfs_quota_us", "250000\n");
    file("sys/fs/cgroup/cpu,cpuacct/app/cpu.cfs_period_us", "100000\n");
    file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
    file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");

    assertThat(CpuQuota.below(root)).contains(2.5);
  }
}
