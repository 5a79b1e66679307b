package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anEmptyBodyIsAnObjectWithoutFields() {
    JsonBody.read(body("")).check();
    JsonBody.read(body("{}")).check();
  }

  @Test
  void readsAText() {
    JsonBody read = JsonBody.read(body("{\"key\": \"a\"}"), "key");

    assertThat(read.text("key")).contains("a");
    read.check();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "null",
        "{",
        "{}{}",
        "{} 7",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\" 1}",
        "nonsense"
      })
  void refusesWhatIsNotOneObject(String text) {
    assertThatThrownBy(() -> JsonBody.read(body(text), "a"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("one JSON object");
  }

  @Test
  void refusesUnknownFieldsByTheirPointer() {
    JsonBody read = JsonBody.read(body("{\"a/b\": 1}"), "key");

    assertThatThrownBy(read::check).hasMessageContaining("/a~1b is unknown; known are key");
  }

  @Test
  void refusesDepthBeforeAParserSeesIt() {
    assertThatThrownBy(() -> JsonBody.read(body("{\"a\":".repeat(100_000)), "a"))
        .hasMessageContaining("nested deeper");
  }

  @Test
  void refusesMoreThanOneMegabyte() {
    String large = "{\"a\": \"" + "x".repeat(1_000_000) + "\"}";

    assertThatThrownBy(() -> JsonBody.read(body(large), "a")).hasMessageContaining("larger than");
  }
}
