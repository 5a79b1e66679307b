package dev.groundcrew.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
  private static final String TABLE =
      """
      export const texts = `
      # nav
      tasks | Tasks | Aufgaben | 任务
      `;
      """;

  @Test
  void eachLanguageHasAModuleOfItsOwn() {
    assertThat(Texts.isTable("/app/words/texts.js")).isTrue();
    assertThat(Texts.isTable("/app/words/words.js")).isFalse();
    assertThat(Texts.path("/app/words/texts.js", "de")).isEqualTo("/app/words/texts.de.js");
    assertThat(new String(Texts.column(TABLE.getBytes(UTF_8), "de"), UTF_8))
        .isEqualTo("export const texts = `\n# nav\ntasks | Aufgaben\n`;\n");
    assertThat(new String(Texts.column(TABLE.getBytes(UTF_8), "zh"), UTF_8)).contains("tasks | 任务");
  }
}
