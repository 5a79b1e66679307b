package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As a library the filter stands in for the constraints of our own WAR: both open the same. */
class SignInFilterTest {
  private static List<String> openPatterns() throws IOException {
    String descriptor = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"));
    return blocks(descriptor, "security-constraint")
        .filter(constraint -> !constraint.contains("<auth-constraint>"))
        .flatMap(constraint -> blocks(constraint, "url-pattern"))
        .toList();
  }

  private static Stream<String> blocks(String text, String element) {
    return Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1));
  }

  @Test
  void opensWhatTheDescriptorOpens() throws IOException {
    assertThat(openPatterns())
        .hasSizeGreaterThan(6)
        .allMatch(pattern -> SignInFilter.isOpen(pattern.replace("*", "shell/shell.js")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/runs",
        "/app",
        "/sign-in/x",
        "/api/tasks",
        "/api/health",
        "/api/health/live/x",
        "/api/session/x",
        "/api/sessions",
        "/api/openid/other",
        "/api/openid/start/x",
        "/api/openids"
      })
  void opensNothingElse(String path) throws IOException {
    assertThat(SignInFilter.isOpen(path)).isFalse();
    assertThat(openPatterns()).doesNotContain(path);
  }
}
