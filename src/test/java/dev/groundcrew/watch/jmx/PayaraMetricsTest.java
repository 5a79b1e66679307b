package dev.groundcrew.watch.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the file for Payara's vendor metrics to the attributes that there are. */
class PayaraMetricsTest {
  private static final Pattern MBEAN =
      Pattern.compile("<mbean>dev\\.groundcrew:type=(\\w+)(?:,name=%s)?/(\\w+)</mbean>");
  private static final Map<String, Class<?>> TYPES =
      Map.of("Node", NodeMXBean.class, "Executor", ExecutorMXBean.class, "Task", TaskMXBean.class);

  @Test
  void everyAttributeIsThere() throws IOException {
    String file = Files.readString(Path.of("server-config", "payara-server", "metrics.xml"));
    List<MatchResult> named = MBEAN.matcher(file).results().toList();

    assertThat(named).hasSize(file.split("<mbean>", -1).length - 1).hasSizeGreaterThan(10);
    assertThat(named)
        .allSatisfy(
            mbean ->
                assertThat(Arrays.stream(TYPES.get(mbean.group(1)).getMethods()))
                    .as(mbean.group())
                    .anyMatch(method -> method.getName().equals("get" + mbean.group(2))));
  }
}
