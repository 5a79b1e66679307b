package dev.groundcrew.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever sees a problem finds a paragraph about it. */
class OperatingPageTest {
  @ParameterizedTest
  @EnumSource
  void everyKindOfProblemHasAParagraph(ProblemKind kind) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src", "docs", "operating.md"));
    int heading = lines.indexOf("### " + kind);

    assertThat(heading).isNotNegative();
    assertThat(lines.get(heading + 1)).isNotBlank();
  }
}
