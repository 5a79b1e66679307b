package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about security names no test that is not there. */
class SecurityPageTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  @Test
  void everyTestThatThePageNamesIsThere() throws IOException {
    Map<String, String> sources = sources();
    var missing = new ArrayList<String>();
    int named = 0;
    Matcher matcher = TEST.matcher(Files.readString(Path.of("src", "docs", "security.md")));
    while (matcher.find()) {
      named++;
      String source = sources.getOrDefault(matcher.group(1), "");
      boolean isThere =
          matcher.group(2) == null
              ? !source.isEmpty()
              : source.contains("void " + matcher.group(2) + "(");
      if (!isThere) {
        missing.add(matcher.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).as("the table of doors is there").isGreaterThan(50);
  }

  private static Map<String, String> sources() throws IOException {
    var sources = new HashMap<String, String>();
    for (String kind : List.of("test", "browser")) {
      try (Stream<Path> files = Files.walk(Path.of("src", kind, "java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          // Two packages may have a test of one name.
          sources.merge(
              file.getFileName().toString().replace(".java", ""),
              Files.readString(file),
              String::concat);
        }
      }
    }
    return sources;
  }
}
