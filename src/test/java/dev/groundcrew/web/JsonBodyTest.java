package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  @Test
  void readsTheFieldsOfOneObject() {
    JsonBody body = read("{\"key\": \"a\"}\n", "key");
    assertThat(body.text("key")).contains("a");
    body.check();
  }

  @Test
  void takesNothingForAnObjectWithoutFields() {
    read("").check();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{",
        "[]",
        "1",
        "null",
        "\"text\"",
        "{}{}",
        "{} nonsense",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        " "
      })
  void refusesAnythingButOneObjectWithoutRepeatedNames(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> read(text, "a"))
        .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(400));
  }

  @Test
  void refusesWhatIsNestedTooDeepBeforeAParserSeesIt() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> read("[".repeat(500_000)))
        .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(400));
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> read("{\"a\":\"" + "x".repeat(1_000_000) + "\"}"))
        .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(413));
  }

  private static JsonBody read(String text, String... known) {
    return JsonBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), known);
  }
}
